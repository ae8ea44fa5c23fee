package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A plugin that needs a model, from its first complaint to the model's end. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModelsTest {

    private static final Path MODEL =
            Path.of(System.getProperty("dalbox.models"), "silero_vad_v6.onnx").normalize();

    /** The model's field doc_string (number 6, a text of one letter): the same model, in a file that does not come with Dalbox. */
    private static final byte[] NOTE = {0x32, 1, 'x'};

    private static final String DECLARED = """
            models:
              - name: listener-vad
                version: "6.0"
                label: { en: Voice activity, zh-CN: 语音检测 }
                file: listener_vad.onnx
                sha256: %s
                size: %d
                licence: MIT
                sources: ["http://127.0.0.1:%d/model"]
              - { name: WRONG, version: "1", label: x, file: a, licence: MIT }
            """;

    @TempDir
    Path folder;

    private HttpServer server;
    private String declared;
    private DalboxProcess dalbox;

    @BeforeEach
    void start() throws Exception {
        byte[] shipped = Files.readAllBytes(MODEL);
        byte[] model = Arrays.copyOf(shipped, shipped.length + NOTE.length);
        System.arraycopy(NOTE, 0, model, shipped.length, NOTE.length);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        declared = DECLARED.formatted(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model)),
                model.length,
                server.getAddress().getPort());
        server.createContext("/model", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, model.length);
                exchange.getResponseBody().write(model);
            }
        });
        server.start();
        dalbox = DalboxProcess.start(
                Shipped.TREE, folder.resolve("home"), Map.of("DALBOX_ALLOW_PRIVATE_NETWORK", "true"));
        drop("1.0.0");
    }

    private void drop(String version) throws Exception {
        Files.write(
                dalbox.plugins().resolve("listener.jar"),
                SmallPlugin.of("listener", version, "io.dalbox.it.sample.listener")
                        .file("dalbox/models.yaml", declared)
                        .bytes());
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode plugin = dalbox.json("/api/plugins/listener");
            return plugin.path("state").asString("").equals("live")
                    && plugin.path("version").asString("").equals(version);
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(0);
        dalbox.close();
    }

    @Test
    void isFetchedUsedSharedByTheNextVersionUnloadedAndDeleted() throws Exception {
        assertThat(dalbox.json("/api/plugins/listener").path("problems").toString())
                .contains("The model 'WRONG': 'name' must be");
        HttpResponse<String> complaint = dalbox.post("/module/listener/actions/listen", "{}");
        assertThat(complaint.statusCode()).isEqualTo(409);
        assertThat(complaint.body()).contains("'listener-vad' (Voice activity) is not installed", "page Models");
        assertThat(dalbox.home().resolve("cache"))
                .as("nothing is loaded before it is needed")
                .isDirectoryNotContaining("glob:**onnxruntime*");

        assertThat(models("install").statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> row().path("state").asString("").equals("installed"));

        assertListens();
        drop("1.0.1");
        assertListens();
        JsonNode session = dalbox.json("/module/models/actions/sessions").path("sessions");
        assertThat(session.size()).as("the session outlives the version").isEqualTo(1);
        assertThat(dalbox.home().resolve("cache")).isDirectoryContaining("glob:**onnxruntime*");

        assertThat(models("unload").body()).contains("\"unloaded\":1");
        assertThat(models("delete").statusCode()).isEqualTo(200);
        assertThat(row().path("state").asString()).isEqualTo("missing");
        assertThat(dalbox.home().resolve("models")).isEmptyDirectory();
    }

    private void assertListens() {
        HttpResponse<String> answer = dalbox.post("/module/listener/actions/listen", "{}");
        assertThat(answer.body()).contains("input", "state", "sr");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> models(String action) {
        return dalbox.post(
                "/module/models/actions/" + action,
                Json.mapper().createObjectNode().put("name", "listener-vad").toString());
    }

    private JsonNode row() {
        return dalbox.json("/module/models/actions/list?plugin=listener")
                .path("items")
                .path(0);
    }
}

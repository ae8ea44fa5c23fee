package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The catalogue as programs use it: from the address of an index to an update and back, over HTTP on both sides. */
class CatalogueTest {

    @TempDir
    static Path home;

    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();
    private static DalboxProcess dalbox;
    private static HttpServer server;

    @BeforeAll
    static void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] file = FILES.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(file == null ? 404 : 200, file == null ? -1 : file.length);
            if (file != null) {
                exchange.getResponseBody().write(file);
            }
            exchange.close();
        });
        server.start();
        dalbox = DalboxProcess.start(Shipped.TREE, home);
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
        server.stop(0);
    }

    @Test
    void aPluginComesFromAnIndexIsUpdatedAndRolledBack() throws Exception {
        byte[] first = jar("1.0.0");
        byte[] second = jar("1.1.0");
        FILES.put("/shelf/first.jar", first);
        FILES.put("/shelf/second.jar", second);
        publish(resource("1.0.0", first, "first.jar", "The first"));

        JsonNode source = body(201, post("/api/catalogue/sources", "address", url("/index.xml")));
        assertThat(source.path("plugins").asInt()).isEqualTo(1);
        assertThat(post("/api/catalogue/sources", "address", url("/index.xml")).statusCode())
                .isEqualTo(409);
        String hash = body(200, dalbox.post("/api/catalogue/waiting/preview", "{}"))
                .path("hash")
                .asString();
        assertThat(hash).isEqualTo(sha256(first));
        body(201, post("/api/catalogue/waiting/install", "hash", hash));
        assertThat(version()).isEqualTo("1.0.0");
        assertThat(dalbox.json("/api/catalogue?updates=true").path("items")).isEmpty();

        publish(resource("1.0.0", first, "first.jar", "The first") + resource("1.1.0", first, "second.jar", "Better"));
        String refresh = "/api/catalogue/sources/" + source.path("id").asString() + "/refresh";
        body(200, dalbox.post(refresh, "{}"));
        HttpResponse<String> wrong = dalbox.post("/api/catalogue/waiting/install", "{}");
        assertThat(body(422, wrong).path("detail").asString()).contains("not the one that its index names");
        assertThat(wrong.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(version()).isEqualTo("1.0.0");

        publish(resource("1.0.0", first, "first.jar", "The first") + resource("1.1.0", second, "second.jar", "Better"));
        body(200, dalbox.post(refresh, "{}"));
        JsonNode update =
                dalbox.json("/api/catalogue?updates=true").path("items").path(0);
        assertThat(update.path("version").asString()).isEqualTo("1.1.0");
        assertThat(update.path("installed").asString()).isEqualTo("1.0.0");
        assertThat(update.path("changelog").path(0).path("text").asString()).isEqualTo("Better");
        assertThat(update.path("changelog")).hasSize(1);
        assertThat(post("/api/catalogue/waiting/install", "hash", sha256(first)).statusCode())
                .isEqualTo(409);
        body(201, dalbox.post("/api/catalogue/waiting/install", "{\"version\": \"1.1.0\"}"));
        assertThat(version()).isEqualTo("1.1.0");

        body(200, dalbox.post("/api/plugins/waiting/rollback", "{}"));
        assertThat(version()).isEqualTo("1.0.0");
        assertThat(dalbox.json("/api/catalogue/waiting").path("update").asBoolean())
                .isTrue();
        assertThat(dalbox.json("/api/catalogue/waiting").path("versions")).hasSize(2);

        assertThat(dalbox.send(
                                "DELETE",
                                "/api/catalogue/sources/" + source.path("id").asString(),
                                "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(dalbox.json("/api/catalogue").path("items")).isEmpty();
        assertThat(version()).isEqualTo("1.0.0");
    }

    @Test
    void theApiSaysWhatIsWrong() {
        assertThat(body(422, dalbox.post("/api/catalogue/sources", "{}"))
                        .path("errors")
                        .path(0)
                        .path("pointer")
                        .asString())
                .isEqualTo("/address");
        assertThat(body(422, post("/api/catalogue/sources", "address", url("/none.xml")))
                        .path("detail")
                        .asString())
                .contains("answered 404");
        body(404, dalbox.get("/api/catalogue/nobody"));
        body(404, dalbox.post("/api/catalogue/nobody/install", "{}"));
        body(404, dalbox.post("/api/catalogue/sources/nobody/refresh", "{}"));
        body(422, dalbox.get("/api/catalogue?cursor=x"));
        JsonNode paths = dalbox.json("/api/openapi.json").path("paths");
        assertThat(paths.path("/api/catalogue/{id}/install")
                        .path("post")
                        .path("x-dalbox-access")
                        .asString())
                .isEqualTo("core.admin");
        assertThat(paths.path("/api/catalogue").path("get").path("parameters")).hasSize(4);
    }

    private static void publish(String resources) {
        FILES.put(
                "/index.xml",
                ("<?xml version='1.0'?><repository name='Shelf' xmlns='http://www.osgi.org/xmlns/repository/v1.0.0'>"
                                + resources + "</repository>")
                        .getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String version, byte[] jar, String file, String changes) throws Exception {
        return """
                <resource>
                  <capability namespace='osgi.identity'>
                    <attribute name='version' type='Version' value='%s'/><attribute name='dalbox.changelog' value='%s'/>
                  </capability>
                  <capability namespace='osgi.content'>
                    <attribute name='osgi.content' value='%s'/><attribute name='url' value='shelf/%s'/>
                  </capability>
                  <capability namespace='io.dalbox.plugin'><attribute name='io.dalbox.plugin' value='waiting'/></capability>
                </resource>""".formatted(version, changes, sha256(jar), file);
    }

    private static String version() {
        return dalbox.json("/api/plugins/waiting").path("version").asString("");
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static HttpResponse<String> post(String path, String field, String value) {
        return dalbox.post(
                path, Json.mapper().createObjectNode().put(field, value).toString());
    }

    private static JsonNode body(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body());
    }

    private static byte[] jar(String version) throws Exception {
        return SmallPlugin.of("waiting", version, "io.dalbox.it.sample.waiting").bytes();
    }

    private static String sha256(byte[] jar) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    }
}

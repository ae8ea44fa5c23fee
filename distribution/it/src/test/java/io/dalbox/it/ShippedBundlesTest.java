package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.streamBundle;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.spi.PaxExamRuntime;

/**
 * The shipped bundles in a forked Pax Exam container: they resolve and work without our launcher.
 *
 * <p>The container gets no environment, so there is neither a token nor a password: the first administrator is set up by link.
 */
class ShippedBundlesTest {

    @TempDir
    static Path home;

    private static int port;
    private static TestContainer container;

    @BeforeAll
    static void startTheContainer() throws IOException {
        port = DalboxProcess.freePort();
        for (String folder : List.of("plugins", "config", "data", "media", "logs", "cache")) {
            Files.createDirectories(home.resolve(folder));
        }
        ExamSystem system = PaxExamRuntime.createServerSystem(options());
        container = PaxExamRuntime.createContainer(system);
        container.start();
    }

    @AfterAll
    static void stopTheContainer() {
        container.stop();
    }

    @Test
    void isSetUpAndItsPluginsAnswer() throws IOException {
        await().ignoreExceptions()
                .atMost(Duration.ofSeconds(30))
                .until(() -> get("/ready").statusCode() == 200);
        Path link = home.resolve(SetupLinkProbe.FILE);
        await().until(() -> Files.exists(link));
        String secret = Files.readString(link).replaceFirst(".*#", "");

        String chosen = "{\"secret\": \"%s\", \"password\": \"%s\"}".formatted(secret, DalboxProcess.PASSWORD);
        assertThat(post(chosen, request("/api/setup")).statusCode()).isBetween(200, 204);
        String login = "{\"name\": \"admin\", \"password\": \"%s\"}".formatted(DalboxProcess.PASSWORD);
        HttpResponse<String> session = post(login, request("/api/session"));
        assertThat(session.statusCode()).isEqualTo(201);

        HttpRequest.Builder greet = request("/module/hello/actions/greet")
                .header(
                        "Cookie",
                        session.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""))
                .header(
                        "X-CSRF-Token",
                        Json.mapper().readTree(session.body()).path("csrf").asString());
        HttpResponse<String> greeting = post("{\"name\": \"Ann\"}", greet);

        assertThat(greeting.body()).contains("Hello, Ann");
        assertThat(greeting.statusCode()).isEqualTo(200);
    }

    private static Option[] options() throws IOException {
        List<Option> options = new ArrayList<>();
        for (Path level : children(Shipped.TREE.resolve("bundles"))) {
            for (Path jar : children(level)) {
                options.add(bundle(jar.toUri().toString())
                        .startLevel(
                                Integer.parseInt(level.getFileName().toString().replaceFirst("-.*", "")))
                        .start());
            }
        }
        options.add(streamBundle(SetupLinkProbe.bundle()).startLevel(1).start());
        options.add(frameworkStartLevel(6));
        property(options, "dalbox.home", home.toString());
        property(options, "dalbox.distribution", Shipped.TREE.toString());
        property(options, "dalbox.version", "test");
        property(options, "dalbox.port", Integer.toString(port));
        property(options, "dalbox.bind", "127.0.0.1");
        property(options, "dalbox.safe", "false");
        property(options, "org.apache.felix.http.host", "127.0.0.1");
        property(options, "org.osgi.service.http.port", "0");
        property(options, "org.apache.felix.http.jetty.virtualthreads.enable", "true");
        property(options, "org.apache.felix.eventadmin.Timeout", "0");
        property(options, "felix.cm.pm", "memory");
        property(
                options,
                "org.ops4j.pax.logging.StaticLogbackFile",
                Shipped.TREE.resolve("config/logback.xml").toString());
        options.add(vmOption("-Ddalbox.home=" + home));
        options.add(vmOption("--sun-misc-unsafe-memory-access=allow"));
        options.add(vmOption("--enable-native-access=ALL-UNNAMED"));
        return options.toArray(Option[]::new);
    }

    private static void property(List<Option> options, String name, String value) {
        options.add(frameworkProperty(name).value(value));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> post(String json, HttpRequest.Builder request) {
        return send(request.header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

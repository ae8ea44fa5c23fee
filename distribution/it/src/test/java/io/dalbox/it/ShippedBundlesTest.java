package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.vmOption;

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

/** The shipped bundles in a forked Pax Exam container: they resolve and work without our launcher. */
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
    void becomesReadyAndItsPluginsAnswer() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(get("/ready").statusCode()).isEqualTo(200));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(get("/module/hello/health").statusCode()).isEqualTo(200));

        HttpResponse<String> greeting = send(request("/module/hello/actions/greet")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Ann\"}"))
                .build());

        assertThat(greeting.statusCode()).isEqualTo(200);
        assertThat(greeting.body()).contains("Ann");
    }

    private static Option[] options() throws IOException {
        List<Option> options = new ArrayList<>();
        for (Path level : children(Shipped.TREE.resolve("bundles"))) {
            for (Path jar : children(level)) {
                options.add(bundle(jar.toUri().toString())
                        .startLevel(Integer.parseInt(level.getFileName().toString()))
                        .start());
            }
        }
        options.add(frameworkStartLevel(5));
        property(options, "dalbox.home", home.toString());
        property(options, "dalbox.distribution", Shipped.TREE.toString());
        property(options, "dalbox.version", "test");
        property(options, "dalbox.port", Integer.toString(port));
        property(options, "dalbox.bind", "127.0.0.1");
        property(options, "dalbox.safe", "false");
        property(options, "org.apache.felix.http.host", "127.0.0.1");
        property(options, "org.osgi.service.http.port", Integer.toString(port));
        property(options, "org.apache.felix.http.jetty.virtualthreads.enable", "true");
        property(options, "org.apache.felix.eventadmin.Timeout", "0");
        options.add(vmOption("--sun-misc-unsafe-memory-access=allow"));
        options.add(vmOption("--enable-native-access=ALL-UNNAMED"));
        options.add(org.ops4j.pax.exam.CoreOptions.environment("DALBOX_TOKEN=" + DalboxProcess.TOKEN));
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
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + DalboxProcess.TOKEN);
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

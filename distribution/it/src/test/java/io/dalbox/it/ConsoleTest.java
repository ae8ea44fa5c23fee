package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dalbox.testing.DalboxProcess;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are typed. */
class ConsoleTest {

    @TempDir
    Path folder;

    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void answersWhatIsTypedAndGoesOnWhenThatEnds() throws Exception {
        int port = start("--console");
        try (BufferedWriter typed = process.outputWriter()) {
            type(typed, "dalbox:plugins");
            awaitPrinted("(?s).*ID +VERSION +STATE .*\\nhello +0\\.1\\.0\\S* +live +ok +0 +Hello\\n.*");
            type(typed, "plugin hello");
            awaitPrinted("(?s).*\\bstate +live\\n.*history +\\S+ host: start .*");
            type(typed, "help");
            awaitPrinted("(?s).*\\ndisable ID +stop a plugin until it is enabled\\n.*");
            type(typed, "preview " + Shipped.jar("hello"));
            awaitPrinted("(?s).*hello 0\\.1\\.0\\S*: none, now .*");

            type(typed, "disable nobody");
            awaitPrinted("(?s).*dalbox: There is no plugin 'nobody' here\\.\\n.*");
            type(typed, "install missing.jar");
            awaitPrinted("(?s).*dalbox: There is no file \\S*missing.jar\\n.*");
            assertThat(printed()).doesNotContain("\tat ");

            type(typed, "disable hello");
            awaitPrinted("(?s).*hello 0\\.1\\.0\\S* is disabled\\n.*");
            assertThat(status(port, "/module/hello/health")).isEqualTo(503);
            type(typed, "enable hello");
            awaitPrinted("(?s).*hello 0\\.1\\.0\\S* is live\\n.*");
        }
        awaitPrinted("(?s).*stopping shell.*");
        assertThat(status(port, "/module/hello/health")).isEqualTo(200);
        terminate();
    }

    @Test
    void stopsWhileSomebodyCouldStillType() throws Exception {
        start("--console");
        terminate();
    }

    @Test
    void isNotThereForWhoDoesNotAsk() throws Exception {
        start();
        try (BufferedWriter typed = process.outputWriter()) {
            type(typed, "dalbox:plugins");
        }
        terminate();
        assertThat(printed()).doesNotContain("VERSION");
        try (var bundles = Files.walk(folder.resolve("home/cache/framework"))) {
            assertThat(bundles.filter(file -> file.endsWith("bundle.info")).map(ConsoleTest::read))
                    .isNotEmpty()
                    .noneMatch(info -> info.contains("gogo"));
        }
    }

    private int start(String... arguments) throws IOException {
        int port = DalboxProcess.freePort();
        process = DalboxProcess.launch(
                Shipped.TREE, folder.resolve("home"), port, Map.of(), folder.resolve("printed"), arguments);
        awaitPrinted("(?s).*Dalbox is ready at.*");
        await().atMost(Duration.ofSeconds(30)).until(() -> status(port, "/module/hello/health") == 200);
        return port;
    }

    private void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static void type(BufferedWriter typed, String line) throws IOException {
        typed.write(line);
        typed.newLine();
        typed.flush();
    }

    private void awaitPrinted(String pattern) {
        await(pattern)
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(printed()).matches(pattern));
    }

    private String printed() {
        return read(folder.resolve("printed"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + DalboxProcess.TOKEN)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}

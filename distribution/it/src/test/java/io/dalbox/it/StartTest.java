package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting and stopping, as a person or a service manager does it. */
class StartTest {

    private static final List<String> PATHS =
            List.of("/health", "/", "/api/plugins", "/module/hello/plugin/info", "/module/hello/health");

    @TempDir
    Path folder;

    @Test
    void printsOneLineWhenReadyAndExitsZeroOnTerm() throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"))) {
            org.awaitility.Awaitility.await().until(() -> !dalbox.printed().isEmpty());

            assertThat(dalbox.terminate()).isZero();
            assertThat(dalbox.printed().strip().lines()).hasSize(1);
            assertThat(dalbox.printed()).startsWith("Dalbox is ready at " + dalbox.base() + "/");
        }
    }

    @Test
    void startsAgainAfterKillAndWithABrokenFrameworkCache() throws Exception {
        Path home = folder.resolve("home");
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, home)) {
            dalbox.kill();
        }
        try (var bundles = Files.walk(home.resolve("cache/framework"))) {
            for (Path file : bundles.filter(Files::isRegularFile).toList()) {
                Files.writeString(file, "broken");
            }
        }
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, home)) {
            assertThat(dalbox.get("/module/hello/health").statusCode()).isEqualTo(200);
            assertThat(dalbox.terminate()).isZero();
        }
    }

    @Test
    void neverAnswersThatSomethingIsNotThereWhileItStartsOrStops() throws Exception {
        Path home = folder.resolve("home");
        try (DalboxProcess first = DalboxProcess.start(Shipped.TREE, home)) {
            first.terminate(); // so that the next start is a warm one, as most are
        }
        int port = DalboxProcess.freePort();
        Process process = DalboxProcess.launch(Shipped.TREE, home, port, Map.of(), folder.resolve("output"));
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            Map<String, Set<Integer>> seen = new TreeMap<>();
            while (!all(seen, 200) && process.isAlive()) {
                ask(client, port, seen);
            }
            process.destroy();
            while (process.isAlive()) {
                ask(client, port, seen);
            }

            assertThat(process.exitValue()).isZero();
            assertThat(seen.values())
                    .allSatisfy(statuses -> assertThat(statuses).contains(200).isSubsetOf(Set.of(200, 303, 401, 503)));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean all(Map<String, Set<Integer>> seen, int status) {
        return seen.size() == PATHS.size() && seen.values().stream().allMatch(statuses -> statuses.contains(status));
    }

    private static void ask(HttpClient client, int port, Map<String, Set<Integer>> seen) throws InterruptedException {
        for (String path : PATHS) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + DalboxProcess.TOKEN)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            try {
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                seen.computeIfAbsent(path, p -> new TreeSet<>()).add(status);
            } catch (IOException e) {
                // Nobody listens, or not any more: as it should be while there is nobody to answer.
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void saysThatThePortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(taken.getLocalPort(), folder.resolve("home"), 3, "choose another with --port");
        }
    }

    @Test
    void saysThatTheHomeCannotBeWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertRefused(DalboxProcess.freePort(), file.resolve("home"), 4, "choose another with --home");
    }

    @Test
    void saysThatTheHomeIsInUse() throws Exception {
        try (DalboxProcess dalbox = DalboxProcess.start(Shipped.TREE, folder.resolve("home"))) {
            assertRefused(DalboxProcess.freePort(), dalbox.home(), 5, "already runs with the home folder");
        }
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash", Shipped.TREE.resolve("dalbox").toString(), "run")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", noJavaPath().toString(), "DALBOX_JVM_FOLDER", folder.toString()));

        Process process = builder.start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
        assertThat(Files.readString(output))
                .contains("Java 25 or newer is needed")
                .contains("Install a JDK 25");
    }

    /** A PATH with the few tools that the script needs, and no Java. */
    private Path noJavaPath() throws IOException {
        Path path = Files.createDirectories(folder.resolve("bin"));
        for (String tool : new String[] {"dirname", "readlink", "sed", "cat"}) {
            Files.createSymbolicLink(
                    path.resolve(tool), Path.of("/usr/bin", tool).toRealPath());
        }
        return path;
    }

    private void assertRefused(int port, Path home, int code, String message) throws Exception {
        Path output = folder.resolve("refused");
        Process process = DalboxProcess.launch(Shipped.TREE, home, port, Map.of(), output);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).contains(message);
        assertThat(process.exitValue()).isEqualTo(code);
    }
}

package io.dalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Real downloads through the shipped plugin, with everything that comes between. */
class DownloadKillTest {

    private static final int SIZE = 24 << 20;

    @TempDir
    static Path folder;

    private static Path home;
    private static DalboxProcess dalbox;
    private static OddServer server;

    @BeforeAll
    static void start() throws IOException {
        home = folder.resolve("home");
        server = new OddServer();
        dalbox = DalboxProcess.start(Shipped.TREE, home);
    }

    @AfterAll
    static void stop() throws IOException {
        dalbox.close();
        server.close();
    }

    @AfterEach
    void theRestRunsOn() {
        assertThat(dalbox.get("/module/hello/health").statusCode()).isEqualTo(200);
    }

    @Test
    void isContinuedAfterAKillAndEndsWithTheRightBytes() throws Exception {
        LargeFile file = new LargeFile(SIZE);
        server.on("/killed.bin", file);
        String task = download("/killed.bin", "sha256", file.sha256());
        awaitBytes(task, SIZE / 2);

        dalbox.kill();
        dalbox.close();
        List<OddServer.Asked> before = server.asked("/killed.bin");
        file.letGo();
        dalbox = DalboxProcess.start(Shipped.TREE, home);

        JsonNode done = awaitState(task, "completed");
        assertWhole(done, file);
        assertThat(since(before))
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.headers()).containsEntry("if-range", "\"one\""))
                .extracting(LargeFile::start)
                .as("no part began anew")
                .doesNotContainAnyElementsOf(
                        before.stream().map(LargeFile::start).toList());
        assertThat(dalbox.json("/api/events?type=download.completed")
                        .path("items")
                        .valueStream()
                        .filter(event -> event.toString().contains(task)))
                .hasSize(1);
        assertThat(home.resolve("media/downloads/killed.bin.part")).doesNotExist();
    }

    @Test
    void isPausedAndContinuedThenCancelled() throws Exception {
        LargeFile file = new LargeFile(SIZE);
        server.on("/paused.bin", file);
        String task = download("/paused.bin");
        awaitBytes(task, 3 << 20);

        assertThat(change(task, "pause")).isLessThan(300);
        long there = awaitState(task, "paused").path("downloaded").asLong(0);
        assertThat(there).isGreaterThanOrEqualTo(3 << 20);
        List<OddServer.Asked> before = server.asked("/paused.bin");
        assertThat(change(task, "resume")).isLessThan(300);
        awaitBytes(task, there + (1 << 20));
        assertThat(since(before))
                .isNotEmpty()
                .extracting(LargeFile::start)
                .as("no part began anew")
                .doesNotContainAnyElementsOf(
                        before.stream().map(LargeFile::start).toList());

        assertThat(change(task, "cancel")).isLessThan(300);
        awaitState(task, "cancelled");
        await().until(() -> !Files.exists(home.resolve("media/downloads/paused.bin.part")));
        assertThat(change(task, "resume")).isEqualTo(409);
        file.letGo();
    }

    @Test
    void whatIsNotThereIsSaidAndCanBeTriedAgain() {
        String task = download("/later.bin");

        assertThat(awaitState(task, "error").path("error").asString(""))
                .contains("no such file (404)", "check the link");
        server.on("/later.bin", OddServer.plain("200 OK", "now it is there"));
        assertThat(change(task, "retry")).isLessThan(300);
        assertThat(awaitState(task, "completed")
                        .path("result")
                        .path("file_size")
                        .asLong(0))
                .isEqualTo(15);
    }

    @Test
    void aServerInTroubleIsTriedAgainByItself() {
        AtomicInteger asked = new AtomicInteger();
        server.on(
                "/trouble.bin",
                (request, out) -> (asked.incrementAndGet() < 3
                                ? OddServer.plain("500 Internal Server Error", "oops")
                                : OddServer.plain("200 OK", "recovered"))
                        .answer(request, out));

        awaitState(download("/trouble.bin"), "completed");

        assertThat(asked).hasValue(3);
    }

    @Test
    void aBodyThatIsCutOffIsNotTakenForTheFile() {
        LargeFile file = new LargeFile(3 << 20);
        file.letGo();
        AtomicInteger asked = new AtomicInteger();
        server.on("/cut.bin", (request, out) -> {
            if (asked.incrementAndGet() == 1) {
                out.write(("HTTP/1.1 200 OK\r\nETag: \"one\"\r\nAccept-Ranges: bytes\r\nContent-Length: " + file.size()
                                + "\r\n\r\nonly this")
                        .getBytes(StandardCharsets.US_ASCII));
            } else {
                file.answer(request, out);
            }
        });

        JsonNode done = awaitState(download("/cut.bin"), "completed");

        assertThat(done.path("result").path("file_size").asLong(0)).isEqualTo(file.size());
        assertThat(asked.get()).isGreaterThan(1);
    }

    @Test
    void aFileThatIsNotTheExpectedOneIsRefusedAndNotLeftInPlace() throws Exception {
        server.on("/forged.bin", OddServer.plain("200 OK", "something else"));

        JsonNode failed = awaitState(download("/forged.bin", "sha256", new LargeFile(10).sha256()), "error");

        assertThat(failed.path("error").asString("")).contains("not the expected one", "SHA-256");
        assertThat(home.resolve("media/downloads/forged.bin")).doesNotExist();
    }

    @Test
    void aLengthThatIsALieIsSaid() {
        server.on(
                "/negative.bin",
                (asked, out) -> out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII)));
        server.on(
                "/huge.bin",
                (asked, out) -> out.write("HTTP/1.1 200 OK\r\nContent-Length: 900000000000000000\r\n\r\nhello"
                        .getBytes(StandardCharsets.US_ASCII)));

        assertThat(awaitState(download("/huge.bin"), "error").path("error").asString(""))
                .contains("not enough space");
        assertThat(awaitState(download("/negative.bin"), "error").path("error").asString(""))
                .isNotBlank();
    }

    @Test
    void aServerThatHangsCanBeCancelledAtOnce() {
        CountDownLatch end = new CountDownLatch(1);
        server.on("/hanging.bin", (asked, out) -> end.await(60, TimeUnit.SECONDS));
        String task = download("/hanging.bin");
        await().until(() -> !server.asked("/hanging.bin").isEmpty());

        assertThat(change(task, "cancel")).isLessThan(300);

        awaitState(task, "cancelled");
        end.countDown();
    }

    @Test
    void aDiskThatFillsUpIsSaidAndTheServerRunsOn() throws Exception {
        Path own = folder.resolve("small");
        Path media = Files.createDirectories(own.resolve("media"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", media.toString()) == 0,
                "may not mount a small disk");
        try (DalboxProcess small = DalboxProcess.start(Shipped.TREE, own)) {
            LargeFile file = new LargeFile(70 << 20);
            file.letGo();
            server.on("/sized.bin", file);
            server.on("/endless.bin", (asked, out) -> {
                out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                byte[] piece = new byte[64 << 10];
                for (int sent = 0; sent < 200 << 20; sent += piece.length) {
                    out.write(piece);
                }
            });

            String sized = start(small, "/sized.bin");
            String endless = start(small, "/endless.bin");

            assertThat(awaitState(small, sized, "error").path("error").asString(""))
                    .contains("not enough space", "70", "Free some space");
            assertThat(awaitState(small, endless, "error").path("error").asString(""))
                    .contains("full", "Free some space");
            assertThat(small.get("/ready").statusCode()).isEqualTo(200);
            assertThat(small.post("/module/hello/actions/greet", "{\"name\": \"Ann\"}")
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            assertThat(run("umount", media.toString())).isZero();
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    private static String download(String path, String... more) {
        return start(dalbox, path, more);
    }

    private static String start(DalboxProcess where, String path, String... more) {
        ObjectNode input = Json.mapper().createObjectNode().put("url", server.url(path));
        for (int i = 0; i < more.length; i += 2) {
            input.put(more[i], more[i + 1]);
        }
        HttpResponse<String> answer = where.post("/module/download/actions/download", input.toString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return Json.mapper().readTree(answer.body()).path("task_id").asString("");
    }

    private static int change(String task, String verb) {
        return dalbox.post("/api/tasks/" + task + "/" + verb, "{}").statusCode();
    }

    private static void awaitBytes(String task, long bytes) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        dalbox.json("/api/tasks/" + task).path("downloaded").asLong(0) >= bytes);
    }

    private static JsonNode awaitState(String task, String state) {
        return awaitState(dalbox, task, state);
    }

    private static JsonNode awaitState(DalboxProcess where, String task, String state) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode now = where.json("/api/tasks/" + task);
            assertThat(now.path("state").asString("")).as(now.toString()).isEqualTo(state);
        });
        return where.json("/api/tasks/" + task);
    }

    private static void assertWhole(JsonNode done, LargeFile file) throws Exception {
        String path = done.path("result").path("file_path").asString("");
        byte[] there = Files.readAllBytes(home.resolve("media").resolve(path.substring("media:/".length())));
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(there)))
                .isEqualTo(file.sha256());
    }

    /** Returns what was asked for the same path since. */
    private static List<OddServer.Asked> since(List<OddServer.Asked> before) {
        List<OddServer.Asked> all = server.asked(before.getFirst().path());
        return all.subList(before.size(), all.size());
    }
}

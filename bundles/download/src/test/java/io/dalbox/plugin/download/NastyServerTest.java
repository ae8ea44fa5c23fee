package io.dalbox.plugin.download;

import static io.dalbox.plugin.download.Bench.input;
import static io.dalbox.testing.RawServer.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.task.TransientException;
import io.dalbox.testing.RawServer;
import io.dalbox.testing.TestTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NastyServerTest {

    private static final byte[] CONTENT = new byte[400_000];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    @TempDir
    Path temp;

    Bench bench;
    TestTask task;

    @BeforeEach
    void start() {
        bench = new Bench(temp);
        task = bench.task();
    }

    @ParameterizedTest
    @CsvSource({
        "400, status 400",
        "401, wants a login",
        "403, does not allow it",
        "404, no such file",
        "410, gone for good",
        "418, status 418",
        "451, legal reasons",
        "501, status 501",
        "204, status 204",
        "206, status 206",
        "304, status 304"
    })
    void whatWillNotPassFailsAtOnceInPlainWords(int status, String words) throws Exception {
        try (RawServer server =
                new RawServer((_, out) -> say(out, "HTTP/1.1 " + status + " X\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/a?secret=1"))))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("secret");
            assertThat(server.requests()).hasSize(1);
            assertThat(task.events()).singleElement().isInstanceOfSatisfying(DownloadFailed.class, failed -> {
                assertThat(failed.url()).isEqualTo(server.url("/a"));
                assertThat(failed.error()).contains(words);
            });
            assertThat(bench.media.resolve("downloads")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = new RawServer((request, out) -> {
            if (asked.incrementAndGet() < 3) {
                say(out, "HTTP/1.1 " + status + " X\nRetry-After: 0\nContent-Length: 0\n\n");
            } else {
                whole(out);
            }
        })) {
            task.run(bench.action(), input(server.url("/a")));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void whatDoesNotPassIsLeftToTheHostAndInTheEndFails() throws Exception {
        try (RawServer server = new RawServer((_, out) -> say(out, "HTTP/1.1 503 X\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/a"))))
                    .isInstanceOf(TransientException.class);
            assertThat(server.requests()).hasSize(Bench.QUICK.tries());
            assertThat(task.events()).isEmpty();
            task.attempt(Bench.QUICK.runs());
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/a"))))
                    .isInstanceOf(ActionException.class);
            assertThat(task.events()).singleElement().isInstanceOf(DownloadFailed.class);
        }
    }

    @Test
    void aLongRetryAfterIsLeftToTheHost() throws Exception {
        try (RawServer server =
                new RawServer((_, out) -> say(out, "HTTP/1.1 429 X\nRetry-After: 3600\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/a"))))
                    .isInstanceOfSatisfying(
                            TransientException.class,
                            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofHours(1)));
        }
    }

    @Test
    void aCutBodyIsContinued() throws Exception {
        try (RawServer server = new RawServer((request, out) -> ranged(request, out, 150_000))) {
            task.run(bench.action(), input(server.url("/a"), 1));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
            assertThat(server.requests())
                    .extracting(r -> r.headers().get("Range"))
                    .containsExactly(null, "bytes=150000-399999", "bytes=300000-399999");
            assertThat(server.requests().get(1).headers()).containsEntry("If-Range", "\"v1\"");
        }
    }

    @Test
    void segmentsThatAreCutAreContinued() throws Exception {
        try (RawServer server = new RawServer((request, out) -> ranged(request, out, 30_000))) {
            task.run(bench.action(), input(server.url("/a"), 4));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aBodyAlwaysCutWithoutRangesFailsInTheEnd() throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            say(out, "HTTP/1.1 200 OK\nETag: \"v1\"\nContent-Length: " + CONTENT.length + "\n\n");
            out.write(CONTENT, 0, 100_000);
        })) {
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/a"))))
                    .isInstanceOf(TransientException.class)
                    .hasMessageContaining("before the end");
            assertThat(bench.media.resolve("downloads/a")).doesNotExist();
        }
    }

    @Test
    void aLengthThatIsTooSmallCutsTheFile() throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            say(out, "HTTP/1.1 200 OK\nContent-Length: 1000\n\n");
            out.write(CONTENT, 0, 5000);
        })) {
            assertThat(task.run(bench.action(), input(server.url("/a"))).fileSize())
                    .isEqualTo(1000);
        }
    }

    @Test
    void anUnknownLengthIsReadToItsEnd() throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            say(out, "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n");
            for (int at = 0; at < CONTENT.length; at += 40_000) {
                say(out, Integer.toHexString(40_000) + "\n");
                out.write(CONTENT, at, 40_000);
                say(out, "\n");
            }
            say(out, "0\n\n");
        })) {
            assertThat(task.run(bench.action(), input(server.url("/a"))).fileSize())
                    .isEqualTo(CONTENT.length);
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
            DownloadInput limited = new DownloadInput(server.url("/a"), null, null, null, null, null, 100_000L);
            assertThatThrownBy(() -> bench.task().run(bench.action(), limited))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("larger than the limit");
        }
    }

    @Test
    void aServerThatHangsIsGivenUpAndContinued() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Tuning impatient = new Tuning(
                Duration.ofMillis(200),
                3,
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                1 << 20,
                Duration.ofSeconds(1),
                0,
                2);
        try (RawServer server = new RawServer((request, out) -> {
            if (asked.incrementAndGet() == 1) {
                say(out, head("200 OK", CONTENT.length));
                out.write(CONTENT, 0, 50_000);
                out.flush();
                new CountDownLatch(1).await();
            }
            ranged(request, out, CONTENT.length);
        })) {
            task.run(bench.action(impatient), input(server.url("/a"), 1));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aServerThatNeverAnswersCanBePaused() throws Exception {
        try (RawServer server = new RawServer((_, _) -> new CountDownLatch(1).await())) {
            CompletableFuture<DownloadResult> result = task.start(bench.action(), input(server.url("/a")));
            await().until(() -> !server.requests().isEmpty());
            long begun = System.nanoTime();
            task.stop();
            assertThatThrownBy(result::get).hasCauseInstanceOf(TaskStoppedException.class);
            assertThat((System.nanoTime() - begun) / 1e9).isLessThan(0.9);
            assertThat(task.events()).isEmpty();
        }
    }

    @Test
    void aFileThatKeepsChangingIsReadInOneGo() throws Exception {
        AtomicInteger version = new AtomicInteger();
        try (RawServer server = new RawServer((_, out) -> {
            say(out, head("200 OK", CONTENT.length).replace("v1", "v" + version.incrementAndGet()));
            out.write(CONTENT);
        })) {
            task.run(bench.action(), input(server.url("/a"), 4));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
            assertThat(Files.list(bench.media.resolve("downloads"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Range: bytes 0-9/400000",
                "Content-Range: nonsense",
                "X: y",
                "Content-Range: bytes 100000-199999/7",
                "Content-Range: bytes 99999999999999999999-1/2"
            })
    void rangesThatAreNotTheOnesAskedForAreNotMixedIn(String header) throws Exception {
        try (RawServer server = new RawServer((request, out) -> {
            if (request.headers().containsKey("Range")) {
                say(out, "HTTP/1.1 206 X\nETag: \"v1\"\n" + header + "\nContent-Length: 100000\n\n");
                out.write(new byte[100_000]);
            } else {
                say(out, head("200 OK", CONTENT.length));
                out.write(CONTENT);
            }
        })) {
            task.run(bench.action(), input(server.url("/a"), 4));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aServerThatPromisesRangesButSendsNoneIsReadInOneGo() throws Exception {
        try (RawServer server = new RawServer((_, out) -> {
            say(out, head("200 OK", CONTENT.length));
            out.write(CONTENT);
        })) {
            task.run(bench.action(), input(server.url("/a"), 4));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void aServerThatAllowsOneConnectionServesAllSegmentsInTurn() throws Exception {
        AtomicInteger open = new AtomicInteger();
        try (RawServer server = new RawServer((request, out) -> {
            if (open.incrementAndGet() > 1) {
                open.decrementAndGet();
                say(out, "HTTP/1.1 503 X\nContent-Length: 0\n\n");
                return;
            }
            try {
                ranged(request, out, CONTENT.length);
            } finally {
                open.decrementAndGet();
            }
        })) {
            task.run(bench.action(), input(server.url("/a"), 4));
            assertThat(bench.media.resolve("downloads/a")).hasBinaryContent(CONTENT);
        }
    }

    @Test
    void redirectLoopsAndOtherProtocolsFail() throws Exception {
        try (RawServer server = new RawServer((request, out) -> say(
                out,
                "HTTP/1.1 302 X\nLocation: " + (request.line().contains("loop") ? "/loop" : "ftp://a/b")
                        + "\nContent-Length: 0\n\n"))) {
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/loop"))))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("redirects more than");
            assertThatThrownBy(() -> task.run(bench.action(), input(server.url("/ftp"))))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("http://");
        }
    }

    @Test
    void privateAddressesAreRefusedWhenThePolicySaysSo() throws Exception {
        Bench strict = new Bench(temp, false);
        for (String url : List.of("http://127.0.0.1:1/", "http://0x7f.1/", "http://[::1]/", "http://10.0.0.1/")) {
            assertThatThrownBy(() -> strict.action().check(input(url), task))
                    .isInstanceOfSatisfying(ActionException.class, e -> {
                        assertThat(e.kind()).isEqualTo(ActionException.Kind.FORBIDDEN);
                        assertThat(e.pointer()).isEqualTo("/url");
                    });
            assertThatThrownBy(() -> strict.task().run(strict.action(), input(url)))
                    .isInstanceOf(ActionException.class)
                    .hasMessageContaining("DALBOX_ALLOW_PRIVATE_NETWORK");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/passwd",
                "media:/../x",
                "media:/a/../../b",
                "photos:/a",
                "media:/a\0b",
                "media:/a\\b",
                "media:",
                "media:/ a",
                "C:\\x",
                "media:/CON",
                "media:/a:b",
                "media:/.hidden"
            })
    void aBadPlaceIsRefusedBeforeThereIsATask(String savePath) {
        assertThatThrownBy(() -> bench.action().check(Bench.to("http://127.0.0.1:1/a", savePath), task))
                .isInstanceOfSatisfying(ActionException.class, e -> {
                    assertThat(e.kind()).isEqualTo(ActionException.Kind.INVALID);
                    assertThat(e.pointer()).isEqualTo("/save_path");
                });
        assertThat(bench.media.resolve("downloads")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "ftp://a/b", "http://", "http://u:p@127.0.0.1/", "http://a b/", "http://999.1.1.1/"})
    void aBadUrlIsRefusedBeforeThereIsATask(String url) {
        assertThatThrownBy(() -> bench.action().check(input(url), task))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).isEqualTo("/url"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "Range", "If-Range", "Content-Length", "a b", "Accept-Encoding"})
    void headersOfTheProtocolCannotBeGiven(String name) {
        DownloadInput input = new DownloadInput("http://127.0.0.1/a", null, Map.of(name, "x"), null, null, null, null);
        assertThatThrownBy(() -> bench.action().check(input, task))
                .isInstanceOfSatisfying(
                        ActionException.class, e -> assertThat(e.pointer()).startsWith("/headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../x", "photos:/x/", ""})
    void aBadFolderInTheSettingsIsNamed(String folder) {
        bench.settings.apply(Bench.config(Map.of("default_folder", folder)));
        assertThatThrownBy(() ->
                        new StatsAction(bench.running, bench.settings, bench.storages).call(new Stats.Query(), task))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("folder in the settings");
        assertThatThrownBy(() -> bench.action().check(input("http://127.0.0.1/a"), task))
                .isInstanceOf(ActionException.class);
    }

    @Test
    void givenHeadersAreSentWithEveryRequest() throws Exception {
        try (RawServer server = new RawServer((request, out) -> ranged(request, out, CONTENT.length))) {
            DownloadInput input =
                    new DownloadInput(server.url("/a"), null, Map.of("Authorization", "Bearer s"), null, 4, null, null);
            task.run(bench.action(), input);
            assertThat(server.requests())
                    .hasSize(4)
                    .allSatisfy(r -> assertThat(r.headers()).containsEntry("Authorization", "Bearer s"));
        }
    }

    @Test
    void aCrashWhileRenamingIsRecovered() throws Exception {
        Path folder = Files.createDirectories(bench.media.resolve("downloads"));
        Checkpoint.Source source = new Checkpoint.Source(5, true, "\"v1\"", null, "text/plain");
        Checkpoint finishing = new Checkpoint(
                "media:/downloads/a.part", "media:/downloads/a", source, List.of(new Checkpoint.Span(0, 5, 5)), true);

        Files.writeString(folder.resolve("a"), "hello");
        task.saveCheckpoint(finishing);
        assertThat(task.run(bench.action(), input("http://127.0.0.1:1/a")).filePath())
                .isEqualTo("media:/downloads/a");

        Files.writeString(folder.resolve("a"), "");
        Files.writeString(folder.resolve("a.part"), "hello");
        TestTask claimed = bench.task();
        claimed.saveCheckpoint(finishing);
        assertThat(claimed.run(bench.action(), input("http://127.0.0.1:1/a")).filePath())
                .isEqualTo("media:/downloads/a");
        assertThat(folder.resolve("a")).hasContent("hello");

        Files.writeString(folder.resolve("a"), "other");
        Files.writeString(folder.resolve("a.part"), "hello");
        TestTask taken = bench.task();
        taken.saveCheckpoint(finishing);
        assertThat(taken.run(bench.action(), input("http://127.0.0.1:1/a")).filePath())
                .isEqualTo("media:/downloads/a (2)");
        assertThat(folder.resolve("a")).hasContent("other");
    }

    @Test
    void aStorageThatFillsUpStopsTheDownloadAndKeepsWhatIsThere() throws Exception {
        FillingStorages filling = new FillingStorages(bench.storages, 10_000_000);
        Tuning reserving = new Tuning(
                Bench.QUICK.idle(),
                2,
                Duration.ofMillis(10),
                Duration.ofMillis(10),
                1 << 20,
                Duration.ofMillis(20),
                500_000,
                1);
        DownloadAction action = new DownloadAction(bench.fetcher, filling, bench.settings, bench.running, reserving);
        TestTask full = Bench.task(filling);
        try (RawServer server = new RawServer((_, out) -> {
            say(out, head("200 OK", CONTENT.length));
            out.write(CONTENT, 0, 100_000);
            out.flush();
            new CountDownLatch(1).await();
        })) {
            CompletableFuture<DownloadResult> result = full.start(action, input(server.url("/a"), 1));
            await().until(() -> full.done() == 100_000);
            filling.free = 100_000;
            assertThatThrownBy(result::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ActionException.class)
                    .hasMessageContaining("nearly full");
            assertThat(bench.media.resolve("downloads/a.part")).hasSize(100_000);
        }
    }

    /** Answers ranges, but never more than {@code most} bytes of a body. */
    private static void ranged(RawServer.Request request, OutputStream out, int most) throws IOException {
        String range = request.headers().get("Range");
        if (range == null) {
            say(out, head("200 OK", CONTENT.length));
            out.write(CONTENT, 0, Math.min(most, CONTENT.length));
            return;
        }
        String[] bounds = range.substring(6).split("-");
        int from = Integer.parseInt(bounds[0]);
        int to = Integer.parseInt(bounds[1]) + 1;
        say(
                out,
                head("206 Partial", to - from)
                        .replace(
                                "\n\n",
                                "\nContent-Range: bytes " + range.substring(6) + "/" + CONTENT.length + "\n\n"));
        out.write(Arrays.copyOfRange(CONTENT, from, Math.min(to, from + most)));
    }

    private static void whole(OutputStream out) throws IOException {
        say(out, head("200 OK", CONTENT.length).replace("Accept-Ranges: bytes\n", ""));
        out.write(CONTENT);
    }

    private static String head(String status, int length) {
        return "HTTP/1.1 " + status + "\nETag: \"v1\"\nAccept-Ranges: bytes\nContent-Length: " + length + "\n\n";
    }
}

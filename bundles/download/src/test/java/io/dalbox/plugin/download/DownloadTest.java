package io.dalbox.plugin.download;

import static io.dalbox.plugin.download.Bench.input;
import static io.dalbox.plugin.download.Bench.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.ActionException;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.testing.TestTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@EnabledIf("io.dalbox.plugin.download.NginxServer#available")
class DownloadTest {

    @TempDir
    Path temp;

    NginxServer nginx;
    Bench bench;
    TestTask task;

    @BeforeEach
    void start() throws IOException {
        nginx = new NginxServer(Files.createDirectory(temp.resolve("nginx")));
        bench = new Bench(temp.resolve("home"));
        task = bench.task();
    }

    @AfterEach
    void stop() {
        nginx.close();
    }

    @Test
    void aFileArrivesWholeUnderItsName() throws Exception {
        byte[] content = file("a.iso", 3_000_000);
        DownloadResult result = task.run(bench.action(), input(nginx.url("/a.iso?token=s")));

        assertThat(result)
                .isEqualTo(new DownloadResult("media:/downloads/a.iso", content.length, "application/x-iso9660-image"));
        assertThat(bench.media.resolve("downloads/a.iso")).hasBinaryContent(content);
        assertThat(bench.media.resolve("downloads")).isDirectoryNotContaining("glob:**.part");
        assertThat(task.events())
                .containsExactly(new DownloadCompleted(
                        "task-1", "media:/downloads/a.iso", content.length, "application/x-iso9660-image"));
        assertThat(task.title()).isEqualTo("a.iso");
        assertThat(task.done()).isEqualTo(task.total()).isEqualTo(content.length);
    }

    @Test
    void anEmptyFileIsAFile() throws Exception {
        file("empty", 0);
        assertThat(task.run(bench.action(), input(nginx.url("/empty"))).fileSize())
                .isZero();
        assertThat(bench.media.resolve("downloads/empty")).isEmptyFile();
    }

    @Test
    void redirectsAndServerNamesAreFollowed() throws Exception {
        byte[] content = file("a.iso", 100_000);
        assertThat(task.run(bench.action(), input(nginx.url("/moved/a.iso"))).filePath())
                .isEqualTo("media:/downloads/a.iso");
        assertThat(bench.task()
                        .run(bench.action(), input(nginx.url("/named/a.iso")))
                        .filePath())
                .isEqualTo("media:/downloads/电影.iso");
        assertThat(bench.media.resolve("downloads/电影.iso")).hasBinaryContent(content);
    }

    @Test
    void nothingIsReplaced() throws Exception {
        byte[] content = file("a.tar.gz", 1000);
        for (String name : new String[] {"a.tar.gz", "a (2).tar.gz", "a (3).tar.gz"}) {
            assertThat(bench.task()
                            .run(bench.action(), input(nginx.url("/a.tar.gz")))
                            .filePath())
                    .isEqualTo("media:/downloads/" + name);
        }
        assertThat(bench.media.resolve("downloads/a.tar.gz")).hasBinaryContent(content);
    }

    @Test
    void aNameTakenMeanwhileIsNotReplaced() throws Exception {
        byte[] content = file("a", 500_000);
        CompletableFuture<DownloadResult> result = task.start(bench.action(), input(nginx.url("/slow/a"), 1));
        await().until(() -> task.done() > 0);
        Files.writeString(bench.media.resolve("downloads/a"), "mine");
        assertThat(result.get().filePath()).isEqualTo("media:/downloads/a (2)");
        assertThat(bench.media.resolve("downloads/a")).hasContent("mine");
        assertThat(bench.media.resolve("downloads/a (2)")).hasBinaryContent(content);
    }

    @Test
    void savePathIsAFolderOrAFile() throws Exception {
        file("a", 10);
        assertThat(save("media:/films/")).isEqualTo("media:/films/a");
        assertThat(save("media:/films")).isEqualTo("media:/films/a (2)");
        assertThat(save("media:/films/b.mkv")).isEqualTo("media:/films/b.mkv");
        assertThat(save("media:/downloads")).isEqualTo("media:/downloads/a");
        assertThat(save("media:/")).isEqualTo("media:/a");
    }

    private String save(String path) throws Exception {
        return bench.task().run(bench.action(), to(nginx.url("/a"), path)).filePath();
    }

    @Test
    void segmentsRunAtTheSameTime() throws Exception {
        byte[] content = file("a.bin", 1_500_000);
        CompletableFuture<DownloadResult> result = task.start(bench.action(), input(nginx.url("/slow/a.bin"), 8));
        await().until(() -> task.checkpoint(Checkpoint.class)
                .filter(c -> c.segments().stream()
                                .filter(s -> s.position() > s.start())
                                .count()
                        == 8)
                .isPresent());
        result.get();
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void aPauseAndAResumeFetchNothingTwice() throws Exception {
        byte[] content = file("a.bin", 1_200_000);
        DownloadInput input = input(nginx.url("/slow/a.bin"), 2);
        CompletableFuture<DownloadResult> first = task.start(bench.action(), input);
        await().until(() -> task.done() > 200_000);
        task.stop();
        assertThatThrownBy(first::get).hasCauseInstanceOf(TaskStoppedException.class);
        long done = task.done();
        assertThat(done).isBetween(200_000L, 1_199_999L);
        assertThat(saved(task)).isEqualTo(done);
        assertThat(bench.running.jobs()).isEmpty();

        CompletableFuture<DownloadResult> second = task.start(bench.action(), input);
        assertThat(second.get().filePath()).isEqualTo("media:/downloads/a.bin");
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void afterAKillItGoesOnFromTheLastCheckpoint() throws Exception {
        byte[] content = file("a.bin", 1_200_000);
        DownloadInput input = input(nginx.url("/slow/a.bin"), 3);
        task.start(bench.action(), input);
        await().until(() -> saved(task) > 200_000);
        task.kill();
        TestTask next = task.reborn();
        long begun = saved(next);
        CompletableFuture<DownloadResult> result = next.start(bench.action(), input);
        await().until(() -> next.done() > 0);
        assertThat(next.done()).isGreaterThanOrEqualTo(begun);
        assertThat(result.get().filePath()).isEqualTo("media:/downloads/a.bin");
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void aFileThatChangedMeanwhileIsFetchedAnew() throws Exception {
        file("a.bin", 1_200_000);
        DownloadInput input = input(nginx.url("/slow/a.bin"), 2);
        task.start(bench.action(), input);
        await().until(() -> task.done() > 200_000);
        task.stop();
        byte[] changed = file("a.bin", 1_100_000);
        Files.setLastModifiedTime(nginx.files.resolve("a.bin"), FileTime.fromMillis(1_000_000_000_000L));

        assertThat(task.run(bench.action(), input).fileSize()).isEqualTo(changed.length);
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(changed);
        assertThat(bench.media.resolve("downloads")).isDirectoryContaining("glob:**/a.bin");
        assertThat(Files.list(bench.media.resolve("downloads"))).hasSize(1);
    }

    @Test
    void aPartialFileThatWentAwayIsFetchedAnew() throws Exception {
        byte[] content = file("a.bin", 600_000);
        DownloadInput input = input(nginx.url("/slow/a.bin"), 1);
        task.start(bench.action(), input);
        await().until(() -> task.done() > 100_000);
        task.stop();
        Files.delete(bench.media.resolve("downloads/a.bin.part"));
        assertThat(task.run(bench.action(), input).filePath()).isEqualTo("media:/downloads/a.bin");
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void aServerWithoutRangesIsReadInOneGoAndAgainAfterAPause() throws Exception {
        byte[] content = file("a.bin", 1_000_000);
        DownloadInput input = input(nginx.url("/plain/a.bin"), 8);
        task.start(bench.action(), input);
        await().until(() -> task.done() > 100_000);
        assertThat(task.checkpoint(Checkpoint.class).orElseThrow().segments()).hasSize(1);
        task.stop();
        task.run(bench.action(), input);
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void theChecksumDecides() throws Exception {
        byte[] content = file("a.bin", 300_000);
        String right =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        DownloadInput wrong = new DownloadInput(nginx.url("/a.bin"), null, null, "0".repeat(64), null, null, null);
        assertThatThrownBy(() -> task.run(bench.action(), wrong))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining(right)
                .hasMessageContaining("anew");
        assertThat(task.events()).singleElement().isInstanceOf(DownloadFailed.class);
        assertThat(bench.media.resolve("downloads/a.bin")).doesNotExist();

        DownloadInput good = new DownloadInput(
                nginx.url("/a.bin"), null, null, right.toUpperCase(java.util.Locale.ROOT), 4, null, null);
        assertThat(task.run(bench.action(), good).filePath()).isEqualTo("media:/downloads/a.bin");
        assertThat(task.said()).contains("verifying");
    }

    @Test
    void aDiscardedDownloadLeavesNothing() throws Exception {
        file("a.bin", 1_000_000);
        DownloadInput input = input(nginx.url("/slow/a.bin"), 1);
        task.start(bench.action(), input);
        await().until(() -> task.done() > 0);
        task.stop();
        assertThat(bench.media.resolve("downloads/a.bin.part")).exists();
        bench.action().discard(input, task);
        assertThat(bench.media.resolve("downloads")).isEmptyDirectory();
        bench.action().discard(input, bench.task());
    }

    @Test
    void tooLargeAndTooLittleSpaceAreRefusedBeforeFetching() throws Exception {
        file("a.bin", 300_000);
        DownloadInput limited = new DownloadInput(nginx.url("/a.bin"), null, null, null, null, null, 100_000L);
        assertThatThrownBy(() -> task.run(bench.action(), limited))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("293.0 KiB")
                .hasMessageContaining("limit of 97.7 KiB");

        Tuning greedy = new Tuning(
                Bench.QUICK.idle(),
                1,
                Bench.QUICK.firstPause(),
                Bench.QUICK.longestPause(),
                1,
                Bench.QUICK.saveEvery(),
                Long.MAX_VALUE / 4,
                1);
        assertThatThrownBy(() -> task.run(bench.action(greedy), input(nginx.url("/a.bin"))))
                .isInstanceOf(ActionException.class)
                .hasMessageContaining("not enough space on media");
        assertThat(Files.exists(bench.media.resolve("downloads"))).isFalse();
    }

    @Test
    void aDownloadKeepsToItsSpeedLimit() throws Exception {
        file("a.bin", 600_000);
        DownloadInput limited = new DownloadInput(nginx.url("/a.bin"), null, null, null, 4, 400_000L, null);
        long begun = System.nanoTime();
        task.run(bench.action(), limited);
        assertThat((System.nanoTime() - begun) / 1e9).isBetween(1.0, 3.0);
    }

    @Test
    void theSharedLimitCanBeLiftedWhileItRuns() throws Exception {
        byte[] content = file("a.bin", 5_000_000);
        bench.settings.apply(Bench.config(Map.of("global_speed_limit", 50_000L)));
        CompletableFuture<DownloadResult> result = task.start(bench.action(), input(nginx.url("/a.bin")));
        await().until(() -> task.done() > 10_000);
        assertThat(task.done()).isLessThan(2_000_000);
        bench.settings.apply(Bench.config(Map.of()));
        result.get();
        assertThat(bench.media.resolve("downloads/a.bin")).hasBinaryContent(content);
    }

    @Test
    void downloadsBeyondTheNumberWaitTheirTurn() throws Exception {
        file("a.bin", 600_000);
        bench.settings.apply(Bench.config(Map.of("max_concurrent", 1)));
        CompletableFuture<DownloadResult> first = task.start(bench.action(), input(nginx.url("/slow/a.bin"), 1));
        await().until(() -> task.done() > 0);
        TestTask second = bench.task();
        CompletableFuture<DownloadResult> waiting = second.start(bench.action(), input(nginx.url("/a.bin")));
        await().until(() -> second.said().contains("waiting for other downloads"));
        TestTask third = bench.task();
        CompletableFuture<DownloadResult> paused = third.start(bench.action(), input(nginx.url("/a.bin")));
        await().until(() -> third.said().contains("waiting for other downloads"));
        third.stop();
        assertThatThrownBy(paused::get).hasCauseInstanceOf(TaskStoppedException.class);
        assertThat(new StatsAction(bench.running, bench.settings, bench.storages)
                        .call(new Stats.Query(), task)
                        .active())
                .isEqualTo(1);
        first.get();
        assertThat(waiting.get().filePath()).isEqualTo("media:/downloads/a (2).bin");
    }

    private static long saved(TestTask task) {
        return task.checkpoint(Checkpoint.class).stream()
                .flatMap(c -> c.segments().stream())
                .mapToLong(s -> s.position() - s.start())
                .sum();
    }

    private byte[] file(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(nginx.files.resolve(name), content);
        return content;
    }
}

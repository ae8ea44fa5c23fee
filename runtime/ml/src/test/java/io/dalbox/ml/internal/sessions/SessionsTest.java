package io.dalbox.ml.internal.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions on the real ONNX Runtime with real models. */
@Timeout(60)
class SessionsTest {

    private static final long MIB = Box.MIB;

    @Test
    void aModelIsLoadedOnceAndSharedByAllThatUseIt() throws Exception {
        try (Box box = new Box(200 * MIB)) {
            CountDownLatch both = new CountDownLatch(2);
            CompletableFuture<Integer> one = box.run(Box.rec(30 * MIB), (session, options) -> meet(session, both));
            CompletableFuture<Integer> other = box.run(Box.rec(30 * MIB), (session, options) -> meet(session, both));

            assertThat(one.get()).isEqualTo(other.get());
            assertThat(box.sessions.report().sessions())
                    .extracting(LoadedModels.Session::model, LoadedModels.Session::users)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("rec", 0));
        }
    }

    private static int meet(Object session, CountDownLatch both) {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
        return System.identityHashCode(session);
    }

    @Test
    void itsThreadsAreAsNiceAsTheCpuLaneAndNoMoreThanThat() throws Exception {
        try (Box box = new Box(200 * MIB)) {
            Set<String> before = threads();
            Set<String> nices = new TreeSet<>();
            for (int i = 0; i < 3; i++) {
                box.run(Box.rec(30 * MIB), (session, options) -> Box.recognize(session, options, 48, 320))
                        .get();
                box.run(Box.vad(8 * MIB), (session, options) -> session.getNumInputs())
                        .get();
                box.run(Box.det(20 * MIB), (session, options) -> session.getNumInputs())
                        .get();
            }
            for (String thread : threads()) {
                // Named after the thread that made them: natives have no name of their own.
                String[] stat = stat(thread);
                if (stat[0].contains("dalbox-cpu")) {
                    nices.add(stat[17]);
                }
            }
            assertThat(nices).containsExactly("19");
            assertThat(before).isNotEmpty();
            assertThat(OrtEnvironment.getEnvironment()).isSameAs(OrtEnvironment.getEnvironment());
        }
    }

    /** The name, and the fields after it as proc(5) counts them, less two. */
    private static String[] stat(String thread) throws IOException {
        String text = Files.readString(Path.of("/proc/self/task", thread, "stat"));
        int end = text.lastIndexOf(')');
        List<String> fields = new ArrayList<>(List.of(text.substring(text.indexOf('(') + 1, end)));
        fields.addAll(List.of(text.substring(end + 2).split(" ")));
        return fields.toArray(String[]::new);
    }

    private static Set<String> threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.map(task -> task.getFileName().toString())
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theOneUnusedLongestMakesRoom() throws Exception {
        try (Box box = new Box(100 * MIB)) {
            box.run(Box.vad(40 * MIB), (session, options) -> 0).get();
            box.run(Box.det(40 * MIB), (session, options) -> 0).get();
            box.run(Box.vad(40 * MIB), (session, options) -> 0).get();
            box.run(Box.rec(40 * MIB), (session, options) -> 0).get();

            assertThat(box.sessions.report().sessions())
                    .extracting(LoadedModels.Session::model)
                    .containsExactly("rec", "vad");
            assertThat(box.sessions.report().used()).isLessThanOrEqualTo(100 * MIB);
        }
    }

    @Test
    void workWaitsForRoomThatOtherWorkUses() throws Exception {
        try (Box box = new Box(100 * MIB)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<String> first = box.run(Box.det(80 * MIB), (session, options) -> {
                await(release);
                return "first";
            });
            Awaitility.await().until(() -> users(box) == 1);
            CompletableFuture<String> second = box.run(Box.rec(80 * MIB), (session, options) -> "second");
            Awaitility.await().until(() -> box.sessions.report().waiting() == 1);

            assertThat(second).isNotDone();
            release.countDown();
            assertThat(first.get()).isEqualTo("first");
            assertThat(second.get()).isEqualTo("second");
        }
    }

    @Test
    void waitingEndsWhenTheWorkIsCancelled() throws Exception {
        try (Box box = new Box(100 * MIB)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Integer> first = box.run(Box.det(80 * MIB), (session, options) -> await(release));
            Awaitility.await().until(() -> users(box) == 1);
            CompletableFuture<Integer> second = box.run(Box.rec(80 * MIB), (session, options) -> 0);
            Awaitility.await().until(() -> box.sessions.report().waiting() == 1);

            second.cancel(true);

            Awaitility.await().until(() -> box.sessions.report().waiting() == 0);
            release.countDown();
            first.get();
            box.run(Box.vad(80 * MIB), (session, options) -> 0).get();
        }
    }

    @Test
    void aModelThatAloneNeedsMoreThanTheBudgetIsRefusedAtOnce() {
        try (Box box = new Box(100 * MIB)) {
            assertThatThrownBy(() ->
                            box.run(Box.rec(200 * MIB), (session, options) -> 0).get())
                    .hasCauseInstanceOf(ModelException.class)
                    .hasMessageContaining("'rec' needs 200 MiB")
                    .hasMessageContaining("may take 100 MiB")
                    .hasMessageContaining("memory_budget");
        }
    }

    @Test
    void workThatHoldsTheRoomItWaitsForIsRefused() throws Exception {
        try (Box box = new Box(100 * MIB)) {
            CompletableFuture<Integer> nested = box.run(Box.det(80 * MIB), (session, options) -> {
                try {
                    return box.sessions.run(Box.rec(80 * MIB), box.runs, (inner, innerOptions) -> 0);
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            });

            assertThatThrownBy(nested::get)
                    .hasCauseInstanceOf(ModelException.class)
                    .hasMessageContaining("beside the models that the same work is using");
            assertThat(users(box)).isZero();
        }
    }

    @Test
    void whatNobodyUsesForLongIsUnloaded() throws Exception {
        try (Box box = new Box(200 * MIB, Duration.ofMillis(300))) {
            box.run(Box.vad(8 * MIB), (session, options) -> 0).get();
            box.sessions.closeIdle();
            assertThat(box.sessions.report().sessions()).hasSize(1);

            Awaitility.await().pollInterval(Duration.ofMillis(50)).until(() -> {
                box.sessions.closeIdle();
                return box.sessions.report().sessions().isEmpty();
            });
        }
    }

    @Test
    void whatIsInUseIsNotUnloaded() throws Exception {
        try (Box box = new Box(200 * MIB, Duration.ZERO)) {
            CountDownLatch release = new CountDownLatch(1);
            CompletableFuture<Integer> work = box.run(Box.vad(8 * MIB), (session, options) -> await(release));
            Awaitility.await().until(() -> users(box) == 1);
            box.sessions.closeIdle();

            assertThat(box.sessions.unload("1")).isEqualTo(-1);
            assertThat(users(box)).isEqualTo(1);
            release.countDown();
            work.get();
            assertThat(box.sessions.unload("1")).isEqualTo(1);
            assertThat(box.sessions.unload("1")).isZero();
        }
    }

    @Test
    void cancellingEndsARunWithinMomentsAndLeavesTheSessionUsable() throws Exception {
        try (Box box = new Box(400 * MIB)) {
            Wanted model = Box.det(100 * MIB);
            long start = System.nanoTime();
            box.run(model, (session, options) -> Box.recognize(session, options, 1280, 1280))
                    .get();
            long whole = System.nanoTime() - start;
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Long> ended = new CompletableFuture<>();
            CompletableFuture<Float> work = box.run(model, (session, options) -> {
                begun.countDown();
                try {
                    return Box.recognize(session, options, 1280, 1280);
                } finally {
                    ended.complete(System.nanoTime());
                }
            });
            begun.await();
            // In the midst of the run, whatever else this machine does.
            TimeUnit.NANOSECONDS.sleep(whole / 4);
            long asked = System.nanoTime();
            work.cancel(true);

            long took = ended.get(20, TimeUnit.SECONDS) - asked;
            System.out.printf(
                    "a run of %d ms ended %d ms after it was asked to%n", whole / 1_000_000, took / 1_000_000);
            assertThat(took).isLessThan(whole / 3);
            assertThat(box.run(Box.det(100 * MIB), (session, options) -> Box.recognize(session, options, 64, 64))
                            .get())
                    .isFinite();
        }
    }

    @Test
    void theEndOfAUserEndsItsRuns() throws Exception {
        try (Box box = new Box(400 * MIB)) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Float> work = box.run(Box.det(100 * MIB), (session, options) -> {
                begun.countDown();
                while (true) {
                    Box.recognize(session, options, 320, 320);
                }
            });
            begun.await();
            box.runs.end();

            assertThatThrownBy(work::get).isInstanceOf(CancellationException.class);
            assertThat(users(box)).isZero();
            assertThat(box.sessions.report().sessions()).hasSize(1);
        }
    }

    @Test
    void aFileThatIsNoModelIsSaidToBeNone(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("bad.onnx"), new byte[] {1, 2, 3, 4});
        byte[] half = Files.readAllBytes(Box.file("silero_vad_v6.onnx"));
        Path cut = Files.write(folder.resolve("cut.onnx"), java.util.Arrays.copyOf(half, half.length / 2));
        try (Box box = new Box(400 * MIB)) {
            for (Path wrong : List.of(file, cut)) {
                Wanted bad = new Wanted("bad", "x" + wrong, wrong, MIB);
                assertThatThrownBy(() -> box.run(bad, (session, options) -> 0).get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(ModelException.class)
                        .hasMessageContaining("The model 'bad' cannot be loaded");
            }
            assertThat(box.sessions.report().sessions()).isEmpty();
        }
    }

    @Test
    void aProviderThatIsNotOfferedIsSaidSo() {
        try (Box box = new Box(400 * MIB)) {
            box.sessions.limit(new Limits(400 * MIB, Duration.ofMinutes(5), Provider.CUDA));
            assertThatThrownBy(
                            () -> box.run(Box.vad(MIB), (session, options) -> 0).get())
                    .hasCauseInstanceOf(ModelException.class)
                    .hasMessageContaining("offers only [CPU]")
                    .hasMessageContaining("Set it to cpu");
        }
    }

    @Test
    void modelsAreOnlyRunOnTheCpuLane() {
        try (Box box = new Box(400 * MIB)) {
            assertThatThrownBy(() -> box.sessions.run(Box.vad(MIB), box.runs, (session, options) -> 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("CPU lane");
        }
    }

    @Test
    void nothingIsLeftInTheFolderForTemporaryFiles() throws Exception {
        try (Box box = new Box(400 * MIB)) {
            box.run(Box.vad(MIB), (session, options) -> 0).get();
            Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            folder.setAccessible(true);

            assertThat((Path) folder.get(null)).doesNotExist();
            assertThat(Path.of(System.getProperty("onnxruntime.native.path"))).hasParent(Box.CACHE);
        }
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }

    private static int users(Box box) {
        return box.sessions.report().sessions().stream()
                .mapToInt(LoadedModels.Session::users)
                .sum();
    }
}

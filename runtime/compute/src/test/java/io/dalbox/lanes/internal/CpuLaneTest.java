package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.compute.StopHook;
import io.dalbox.compute.WorkOptions;
import io.dalbox.lanes.LaneNotice;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.lanes.internal.limit.CpuLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CpuLaneTest {

    private static final LaneLimits QUICK = new LaneLimits(8, 100, 2, Duration.ofMillis(300), Duration.ofMillis(100));

    private final AtomicReference<CpuLimit> limit = new AtomicReference<>(new CpuLimit(2, "a test", null));
    private final Timer timer = new Timer();
    private final LaneService lanes = new LaneService(limit::get, QUICK, timer, new Meters());
    private final List<LaneNotice> notices = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        go.countDown();
        lanes.stop();
    }

    @Test
    void workMayWaitForWhatItSubmitsOnTheOnlyThread() {
        CpuExecutor cpu = lanes.cpu("a");
        int sum = cpu(Priority.TASK, () -> {
                    List<CompletableFuture<Integer>> parts = new ArrayList<>();
                    for (int i = 0; i < 100; i++) {
                        int part = i;
                        parts.add(cpu.submit(() -> cpu.submit(() -> part).join()));
                    }
                    CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
                            .join();
                    return parts.stream().mapToInt(CompletableFuture::join).sum();
                })
                .join();
        assertThat(sum).isEqualTo(4950);
    }

    @Test
    void workMaySubmitIntoItsOwnFullQueue() {
        CountDownLatch full = new CountDownLatch(1);
        CompletableFuture<Integer> inside = cpu(Priority.TASK, () -> {
            assertThat(full.await(20, TimeUnit.SECONDS)).isTrue();
            int sum = 0;
            for (int i = 0; i < 50; i++) {
                sum += lanes.cpu("a").submit(() -> 1).join();
            }
            return sum;
        });
        await().until(() -> lanes.report().running() == 1);
        for (int i = 0; i < QUICK.mostWaiting(); i++) {
            cpu(Priority.TASK, () -> 0);
        }
        assertThatThrownBy(() -> cpu(Priority.TASK, () -> 0)).isInstanceOf(RejectedExecutionException.class);
        full.countDown();
        assertThat(inside.join()).isEqualTo(50);
    }

    @Test
    void aTaskThatSubmitsTooMuchWaitsAndARequestIsRefused() {
        hold();
        AtomicInteger submitted = new AtomicInteger();
        CompletableFuture<Integer> task =
                lanes.submit(Work.of("a", Lane.IO, "task", Priority.TASK), () -> submitMany(submitted));
        await().until(() -> submitted.get() == QUICK.mostWaiting());
        CompletableFuture<Integer> request = lanes.submit(
                Work.of("a", Lane.IO, "request", Priority.INTERACTIVE), () -> submitMany(new AtomicInteger()));
        assertThatThrownBy(request::join).hasCauseInstanceOf(RejectedExecutionException.class);
        assertThat(submitted).hasValue(QUICK.mostWaiting());
        go.countDown();
        assertThat(task.join()).isEqualTo(3 * QUICK.mostWaiting());
    }

    @Test
    void whoWaitsForRoomLeavesWhenItIsStopped() throws Exception {
        hold();
        AtomicInteger submitted = new AtomicInteger();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Integer> task = lanes.submit(Work.of("a", Lane.IO, "task", Priority.TASK), () -> {
            try {
                return submitMany(submitted);
            } catch (RuntimeException e) {
                thrown.set(e);
                throw e;
            } finally {
                ended.countDown();
            }
        });
        await().until(() -> submitted.get() == QUICK.mostWaiting());
        task.cancel(true);
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void whatPeopleWaitForOvertakesTasksAndBackgroundWork() {
        hold();
        List<Priority> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (Priority priority : List.of(Priority.BACKGROUND, Priority.TASK, Priority.INTERACTIVE)) {
            for (int i = 0; i < 3; i++) {
                all.add(cpu(priority, () -> order.add(priority)));
            }
        }
        go.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(order).startsWith(Priority.INTERACTIVE, Priority.INTERACTIVE, Priority.INTERACTIVE, Priority.TASK);
    }

    @Test
    void aPriorityIsTakenOverFromTheSubmitter() {
        hold();
        List<Priority> seen = new ArrayList<>();
        for (Priority priority : Priority.values()) {
            lanes.submit(
                    Work.of("a", Lane.IO, "outer", priority),
                    () -> lanes.cpu("a").submit(WorkOptions.named("inner"), () -> 1));
        }
        await().until(() -> lanes.report().waiting() == 3);
        lanes.report().work().stream()
                .filter(piece -> piece.name().equals("inner"))
                .forEach(piece -> seen.add(piece.priority()));
        assertThat(seen).containsExactlyInAnyOrder(Priority.values());
    }

    @Test
    void aDeadlineEndsWaitingAndRunningWork() {
        CompletableFuture<Boolean> running = lanes.cpu("a")
                .submit(WorkOptions.named("slow").within(Duration.ofMillis(50)), () -> go.await(30, TimeUnit.SECONDS));
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Boolean> waiting = lanes.cpu("b")
                .submit(WorkOptions.named("late").within(Duration.ofMillis(20)), () -> ran.getAndSet(true));
        assertThatThrownBy(waiting::get)
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("\"late\" of b")
                .hasMessageContaining("20 ms");
        assertThatThrownBy(running::get).hasCauseInstanceOf(TimeoutException.class);
        assertThat(cpu(Priority.TASK, () -> 1).join()).isEqualTo(1);
        assertThat(ran).isFalse();
    }

    @Test
    void aHookReachesNativeCodeThatHeedsNoInterrupt() {
        AtomicBoolean terminate = new AtomicBoolean();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicInteger fired = new AtomicInteger();
        CompletableFuture<Integer> work = cpu(Priority.TASK, () -> {
            try (StopHook hook = lanes.cpu("a").onStop(() -> {
                fired.incrementAndGet();
                terminate.set(true);
            })) {
                assertThat(hook).isNotNull();
                inside.countDown();
                while (!terminate.get()) {
                    Thread.onSpinWait();
                }
            }
            return 1;
        });
        await().until(() -> inside.getCount() == 0);
        work.cancel(true);
        assertThat(cpu(Priority.TASK, () -> 1).join()).isEqualTo(1);
        assertThat(fired).hasValue(1);
        assertThat(lanes.report().abandoned()).isZero();
    }

    @Test
    void aHookThatWasTakenBackNeverFiresAndALateOneFiresAtOnce() throws Exception {
        AtomicInteger early = new AtomicInteger();
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        CompletableFuture<Integer> work = cpu(Priority.TASK, () -> {
            lanes.cpu("a").onStop(early::incrementAndGet).close();
            inside.countDown();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            lanes.cpu("a").onStop(late::countDown);
            return late.await(10, TimeUnit.SECONDS) ? 1 : 0;
        });
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        work.cancel(true);
        await().until(() -> lanes.report().running() == 0);
        assertThat(early).hasValue(0);
        assertThatThrownBy(() -> lanes.cpu("a").onStop(() -> {})).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void workThatNeverEndsIsAbandonedReportedAndReplaced() throws Exception {
        lanes.listen(notices::add);
        AtomicBoolean end = new AtomicBoolean();
        CompletableFuture<Integer> stubborn = spin("stubborn", end);
        stubborn.cancel(true);

        assertThat(cpu(Priority.TASK, () -> 7).get(30, TimeUnit.SECONDS)).isEqualTo(7);
        LaneReport report = lanes.report();
        assertThat(report.abandoned()).isEqualTo(1);
        assertThat(report.work())
                .anyMatch(piece -> piece.name().equals("stubborn") && piece.state() == LaneReport.State.ABANDONED);
        await().until(() -> notices.stream()
                .anyMatch(n -> n instanceof LaneNotice.Abandoned(String owner, String name, double seconds)
                        && owner.equals("a")
                        && name.equals("stubborn")
                        && seconds > 0));

        spin("second", end).cancel(true);
        await().until(() -> lanes.report().abandoned() == 2);
        assertThatThrownBy(() -> cpu(Priority.TASK, () -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("do not end");
        assertThat(lanes.submit(Work.of("b", Lane.CPU, "x", Priority.TASK), () -> 1)
                        .join())
                .isEqualTo(1);

        end.set(true);
        await().until(() -> lanes.report().abandoned() == 0);
        await().untilAsserted(
                        () -> assertThat(cpu(Priority.TASK, () -> 1).join()).isEqualTo(1));
    }

    @Test
    void errorsAndEndlessRecursionEndTheWorkOnly() {
        assertThatThrownBy(cpu(Priority.TASK, () -> recurse(1))::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThatThrownBy(cpu(Priority.TASK, () -> {
                    throw new OutOfMemoryError("as if");
                })::get)
                .hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(cpu(Priority.TASK, () -> 1).join()).isEqualTo(1);
    }

    @Test
    void whoeverAllocatedMostIsNamedWhenMemoryRunsOut() {
        lanes.listen(notices::add);
        limit.set(new CpuLimit(3, "a test", null));
        await().until(() -> lanes.report().size() == 2);
        AtomicReference<byte[]> kept = new AtomicReference<>();
        CompletableFuture<Boolean> glutton = lanes.submit(Work.of("glutton", Lane.CPU, "eat", Priority.TASK), () -> {
            for (int i = 0; i < 64; i++) {
                kept.set(new byte[1 << 20]);
            }
            return go.await(30, TimeUnit.SECONDS);
        });
        await().until(() -> kept.get() != null);
        assertThatThrownBy(cpu(Priority.TASK, () -> {
                    throw new OutOfMemoryError("met by a bystander");
                })::get)
                .hasCauseInstanceOf(OutOfMemoryError.class);
        await().until(() -> notices.stream()
                .anyMatch(n -> n instanceof LaneNotice.OutOfMemory(String owner, String name, long bytes)
                        && owner.equals("glutton")
                        && name.equals("eat")
                        && bytes > 0));
        go.countDown();
        assertThat(glutton.join()).isTrue();
    }

    @Test
    void theLaneFollowsALimitThatChanges() {
        assertThat(lanes.report().size()).isEqualTo(1);
        AtomicInteger now = new AtomicInteger();
        for (int i = 0; i < 6; i++) {
            cpu(Priority.TASK, () -> {
                now.incrementAndGet();
                return go.await(30, TimeUnit.SECONDS);
            });
        }
        await().until(() -> now.get() == 1);
        limit.set(new CpuLimit(4.5, "a wider test", null));
        await().until(() -> now.get() == 3);
        assertThat(lanes.report().limitSource()).isEqualTo("a wider test");
        limit.set(new CpuLimit(1.5, "a test", "cpu.max holds \"x\""));
        await().until(() -> lanes.report().size() == 1);
        assertThat(lanes.report().problem()).contains("cpu.max");
        go.countDown();
        await().until(() -> lanes.report().running() == 0 && now.get() == 6);
    }

    @Test
    void longWaitsAreToldOnce() {
        lanes.listen(notices::add);
        hold();
        CompletableFuture<Integer> late = cpu(Priority.TASK, () -> 1);
        await().until(() -> !notices.isEmpty());
        assertThat(notices).hasSize(1).first().isInstanceOfSatisfying(LaneNotice.Waiting.class, waiting -> {
            assertThat(waiting.owner()).isEqualTo("a");
            assertThat(waiting.waiting()).isEqualTo(1);
            assertThat(waiting.seconds()).isGreaterThan(0.3);
        });
        await().until(() -> lanes.history(Lanes.HISTORY).size() >= 3);
        assertThat(notices).hasSize(1);
        assertThat(lanes.history(Duration.ofMillis(1))).hasSizeLessThan(2);
        go.countDown();
        assertThat(late.join()).isEqualTo(1);
    }

    @Test
    void ioIsBoundedPerOwner() {
        List<CompletableFuture<Boolean>> held = new ArrayList<>();
        for (int i = 0; i < QUICK.mostIo(); i++) {
            held.add(lanes.submit(Work.of("a", Lane.IO, "wait", Priority.TASK), () -> go.await(30, TimeUnit.SECONDS)));
        }
        assertThatThrownBy(() -> lanes.submit(Work.of("a", Lane.IO, "more", Priority.TASK), () -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("100");
        assertThatThrownBy(() -> lanes.here(Work.of("a", Lane.IO, "more", Priority.TASK), () -> 1))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(lanes.submit(Work.of("b", Lane.IO, "x", Priority.TASK), () -> 1)
                        .join())
                .isEqualTo(1);
        go.countDown();
        held.forEach(CompletableFuture::join);
    }

    @Test
    void workOnTheCallersThreadIsShownAndStoppedWithItsOwner() throws Exception {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                lanes.here(Work.of("a", Lane.IO, "call", Priority.INTERACTIVE), () -> go.await(30, TimeUnit.SECONDS));
            } catch (Exception e) {
                thrown.set(e);
            }
        });
        await().until(() -> lanes.report().io() == 1);
        assertThat(lanes.close("a", Duration.ofSeconds(10))).isEmpty();
        assertThat(caller.join(Duration.ofSeconds(10))).isTrue();
        assertThat(thrown.get()).isInstanceOf(CancellationException.class);
    }

    @Test
    void weightsOutsideOfTheirRangeAreRefused() {
        for (int wrong : new int[] {0, -1, 101}) {
            assertThatThrownBy(() -> lanes.weigh("a", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1 to 100");
        }
        lanes.weigh("a", 7);
        assertThat(lanes.report().owners().getFirst().weight()).isEqualTo(7);
    }

    private Integer submitMany(AtomicInteger submitted) {
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 3 * QUICK.mostWaiting(); i++) {
            all.add(lanes.cpu("a").submit(() -> 1));
            submitted.incrementAndGet();
        }
        return all.stream().mapToInt(CompletableFuture::join).sum();
    }

    private <T> CompletableFuture<T> cpu(Priority priority, Callable<T> code) {
        return lanes.submit(Work.of("a", Lane.CPU, "x", priority), code);
    }

    private void hold() {
        CountDownLatch started = new CountDownLatch(1);
        lanes.submit(Work.of("holder", Lane.CPU, "hold", Priority.INTERACTIVE), () -> {
            started.countDown();
            return go.await(30, TimeUnit.SECONDS);
        });
        await().until(() -> started.getCount() == 0);
    }

    private CompletableFuture<Integer> spin(String name, AtomicBoolean end) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Integer> spinning = lanes.submit(Work.of("a", Lane.CPU, name, Priority.TASK), () -> {
            started.countDown();
            while (!end.get()) {
                Thread.onSpinWait();
            }
            return 1;
        });
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        return spinning;
    }

    private static int recurse(int depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }
}

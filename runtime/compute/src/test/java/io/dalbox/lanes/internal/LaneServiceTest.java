package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Work;
import java.lang.ref.WeakReference;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneServiceTest {

    private final LaneService lanes = LaneService.of(2);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void stop() {
        go.countDown();
        lanes.stop();
    }

    @Test
    void runsOnTheLaneThatIsAskedFor() throws Exception {
        assertThat(submit("a", Lane.IO, "x", () -> Thread.currentThread().isVirtual())
                        .get())
                .isTrue();
        assertThat(submit("a", Lane.CPU, "x", () -> Thread.currentThread().getName())
                        .get())
                .startsWith("dalbox-cpu-")
                .endsWith("a/x");
    }

    @Test
    void neverMoreAtOnceThanThreads() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(submit("o" + i % 5, Lane.CPU, "x", () -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                return now.decrementAndGet();
            }));
        }
        all.forEach(CompletableFuture::join);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void ownersAreServedInTurn() {
        occupyAll("greedy");
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(submit("greedy", Lane.CPU, "x", () -> spinAndAdd(order, "greedy")));
        }
        for (int i = 0; i < 3; i++) {
            all.add(submit("modest", Lane.CPU, "x", () -> spinAndAdd(order, "modest")));
        }
        go.countDown();
        all.forEach(CompletableFuture::join);
        assertThat(order.subList(0, 15).stream().filter("modest"::equals)).hasSize(3);
    }

    @Test
    void tooMuchWaitingIsRefusedForThatOwnerOnly() {
        occupyAll("a");
        for (int i = 0; i < LaneLimits.NORMAL.mostWaiting(); i++) {
            submit("a", Lane.CPU, "x", () -> 1);
        }
        assertThatThrownBy(() -> submit("a", Lane.CPU, "x", () -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("256")
                .hasMessageContaining("\"a\"");
        assertThat(submit("b", Lane.CPU, "x", () -> 1)).isNotNull();
        assertThat(submit("a", Lane.IO, "x", () -> 1).join()).isEqualTo(1);
        assertThat(lanes.report().waiting()).isEqualTo(LaneLimits.NORMAL.mostWaiting() + 1);
    }

    @Test
    void cancellingTakesWaitingWorkOut() {
        occupyAll("a");
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Boolean> waiting = submit("a", Lane.CPU, "x", () -> ran.getAndSet(true));
        assertThat(lanes.report().waiting()).isEqualTo(1);
        waiting.cancel(true);
        assertThat(lanes.report().waiting()).isZero();
        go.countDown();
        assertThat(submit("a", Lane.CPU, "x", () -> 1).join()).isEqualTo(1);
        assertThat(ran).isFalse();
    }

    @Test
    void cancellingInterruptsRunningWorkAndNothingElse() throws Exception {
        for (Lane lane : Lane.values()) {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch interrupted = new CountDownLatch(1);
            CompletableFuture<Boolean> running = submit("a", lane, "x", () -> {
                started.countDown();
                try {
                    return go.await(30, TimeUnit.SECONDS);
                } finally {
                    interrupted.countDown();
                }
            });
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            running.cancel(true);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 4; i++) {
                assertThat(submit("a", lane, "x", () -> Thread.currentThread().isInterrupted())
                                .join())
                        .isFalse();
            }
        }
    }

    @Test
    void aTimeLimitOnTheFutureEndsTheWork() {
        CompletableFuture<Boolean> limited = submit("a", Lane.CPU, "x", () -> go.await(30, TimeUnit.SECONDS));
        limited.orTimeout(50, TimeUnit.MILLISECONDS);
        await().until(() -> lanes.report().running() == 0);
        assertThat(limited).isCompletedExceptionally();
    }

    @Test
    void closingEndsEverythingOfTheOwnerAndNothingOfOthers() {
        CompletableFuture<Boolean> io = submit("a", Lane.IO, "io", this::hang);
        CompletableFuture<Boolean> cpu = submit("a", Lane.CPU, "cpu", this::hang);
        CompletableFuture<Boolean> other = submit("b", Lane.CPU, "other", this::hang);
        CompletableFuture<Boolean> waiting = submit("a", Lane.CPU, "waiting", this::hang);
        await().until(() -> lanes.report().running() == 2);

        assertThat(lanes.close("a", Duration.ofSeconds(10))).isEmpty();
        for (CompletableFuture<Boolean> one : List.of(io, cpu, waiting)) {
            assertThatThrownBy(one::join).isInstanceOf(CancellationException.class);
        }
        assertThatThrownBy(() -> submit("a", Lane.IO, "x", () -> 1))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("stopping");
        assertThat(lanes.report().owners().stream().map(LaneReport.Owner::owner))
                .doesNotContain("a");
        assertThat(lanes.report().running() + lanes.report().io()).isEqualTo(1);
        go.countDown();
        assertThat(other.join()).isTrue();

        lanes.open("a");
        assertThat(submit("a", Lane.IO, "x", () -> 1).join()).isEqualTo(1);
    }

    @Test
    void workThatDoesNotEndIsNamed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Integer> stubborn = submit("a", Lane.IO, "stubborn", () -> {
            started.countDown();
            while (go.getCount() > 0) {
                Thread.onSpinWait();
            }
            return 1;
        });
        assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(lanes.close("a", Duration.ofMillis(50))).containsExactly("stubborn");
        assertThat(stubborn).isCancelled();
        go.countDown();
        assertThat(lanes.close("a", Duration.ofSeconds(10))).isEmpty();
    }

    @Test
    void cpuTimeIsCountedPerOwnerWhileItRuns() {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Long> burning = submit("hot", Lane.CPU, "burn", () -> {
            long x = 0;
            while (!stop.get()) {
                x += System.nanoTime();
            }
            return x;
        });
        submit("cold", Lane.CPU, "x", () -> 1).join();
        await().until(() -> owner("hot").cpuSeconds() > 0.05);
        stop.set(true);
        burning.join();
        assertThat(owner("hot").cpuSeconds()).isGreaterThan(0.05);
        assertThat(owner("cold").cpuSeconds()).isLessThan(0.05);
    }

    @Test
    void whatFailsIsTold() {
        assertThatThrownBy(submit("a", Lane.CPU, "x", () -> {
                    throw new AssertionError("mine");
                })::get)
                .hasCauseInstanceOf(AssertionError.class);
        assertThat(submit("a", Lane.CPU, "x", () -> 1).join()).isEqualTo(1);
    }

    @Test
    void threadsAreMadeWhenThereIsWork() {
        LaneService fresh = LaneService.of(3);
        assertThat(fresh.cpu("a").size()).isEqualTo(3);
        assertThat(fresh.report().owners()).isEmpty();
        assertThat(fresh.report().running()).isZero();
        fresh.stop();
        assertThatThrownBy(() -> fresh.submit(Work.of("a", Lane.IO, "x", Priority.TASK), () -> 1))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anIdleThreadHoldsNothingOfTheWork() {
        WeakReference<Object> owned = submitAndDrop();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return owned.refersTo(null);
        });
    }

    @Test
    void aViewCancelsOnlyWhatCameThroughIt() {
        CpuView view = new CpuView(lanes, "a");
        CompletableFuture<Boolean> through = view.submit(this::hang);
        CompletableFuture<Boolean> beside = submit("a", Lane.CPU, "beside", this::hang);
        view.cancelAll();
        assertThat(through).isCancelled();
        go.countDown();
        assertThat(beside.join()).isTrue();
    }

    private WeakReference<Object> submitAndDrop() {
        Object big = new byte[1_000_000];
        assertThat(submit("a", Lane.CPU, "x", () -> big.hashCode()).join()).isNotNull();
        return new WeakReference<>(big);
    }

    private <T> CompletableFuture<T> submit(String owner, Lane lane, String name, Callable<T> code) {
        return lanes.submit(Work.of(owner, lane, name, Priority.INTERACTIVE), code);
    }

    /** A millisecond each: turns are shared by time, and pieces of nothing are as long as the machine happens to make them. */
    private static boolean spinAndAdd(List<String> order, String name) {
        long end = System.nanoTime() + 1_000_000;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return order.add(name);
    }

    private boolean hang() throws InterruptedException {
        return go.await(30, TimeUnit.SECONDS);
    }

    private void occupyAll(String owner) {
        for (int i = 0; i < 2; i++) {
            submit(owner, Lane.CPU, "hold", this::hang);
        }
        await().until(() -> lanes.report().running() == 2);
    }

    private LaneReport.Owner owner(String name) {
        return lanes.report().owners().stream()
                .filter(owner -> owner.owner().equals(name))
                .findFirst()
                .orElseThrow();
    }
}

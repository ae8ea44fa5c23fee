package io.dalbox.lanes.internal.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.compute.ChildCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Readers of pipes that bring nothing must not hold up the scheduler of virtual threads. */
@Timeout(60)
class SilentChildrenTest {

    private static final int CHILDREN = 8;

    @Test
    void otherVirtualThreadsGoOn() throws Exception {
        ChildHost host = ChildHost.of(CHILDREN);
        ChildrenView children = host.view("a");
        CountDownLatch started = new CountDownLatch(CHILDREN);
        List<FutureTask<Integer>> silent = new ArrayList<>();
        for (int i = 0; i < CHILDREN; i++) {
            silent.add(virtual(() -> children.run(
                            ChildCommand.of("sleep", "2").onLine(line -> {}).onStart(pid -> started.countDown()))
                    .exitCode()));
        }
        assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
        CountDownLatch never = new CountDownLatch(1);
        int ticks = 0;
        FutureTask<Integer> ticking = virtual(() -> {
            int count = 0;
            while (!silent.stream().allMatch(FutureTask::isDone)) {
                assertThat(never.await(5, TimeUnit.MILLISECONDS)).isFalse();
                count++;
            }
            return count;
        });
        ticks = ticking.get();
        for (FutureTask<Integer> one : silent) {
            assertThat(one.get()).isZero();
        }
        // 2 s hold 400 ticks of 5 ms; a busy machine may lose many of them, a scheduler that stands still loses all.
        assertThat(ticks).isGreaterThan(100);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("ForkJoinPool-1-worker"))
                .hasSizeLessThan(CHILDREN);
        children.close();
        host.stop();
    }

    private static <T> FutureTask<T> virtual(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofVirtual().start(task);
        return task;
    }
}

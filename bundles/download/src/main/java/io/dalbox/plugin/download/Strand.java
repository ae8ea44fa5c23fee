package io.dalbox.plugin.download;

import io.dalbox.task.TaskContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Work forked from a task that can be waited for. A cancelled future is done before its thread is, and that thread may still
 * write to the file; {@link #join} returns when it cannot any more.
 */
final class Strand {

    /** What is run. */
    @FunctionalInterface
    interface Body {
        /** Does it. */
        void run() throws Exception;
    }

    private enum State {
        NEW,
        BEGUN,
        DROPPED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CompletableFuture<Boolean> future;

    /**
     * Starts it.
     *
     * @param end gets {@code null} or what was thrown; called on the strand's thread
     */
    Strand(TaskContext context, String name, Body body, Consumer<@Nullable Throwable> end) {
        future = context.fork(name, () -> run(body, end));
    }

    private boolean run(Body body, Consumer<@Nullable Throwable> end) {
        if (!state.compareAndSet(State.NEW, State.BEGUN)) {
            return false;
        }
        try {
            body.run();
            end.accept(null);
        } catch (Exception | Error e) {
            end.accept(e);
        } finally {
            ended.countDown();
        }
        return true;
    }

    /** Interrupts it. */
    void cancel() {
        future.cancel(true);
    }

    /** Waits until it has ended or cannot begin any more; an interrupt does not end the wait, but is kept. */
    void join() {
        if (state.compareAndSet(State.NEW, State.DROPPED)) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

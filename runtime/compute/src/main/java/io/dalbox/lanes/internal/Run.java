package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work, from its submission to its end.
 *
 * <p>The future may end before the work does: cancelled, timed out or completed by whoever holds it. Then waiting work never
 * starts and running work is interrupted. The interrupt only ever hits the thread while it runs this work: both sides hold this
 * object's monitor.
 */
final class Run<T> {

    final String owner;
    final String name;
    final Lane lane;
    final CompletableFuture<T> future = new CompletableFuture<>();

    private @Nullable Callable<T> work;
    private @Nullable Thread thread;
    private boolean over;

    Run(String owner, Lane lane, String name, Callable<T> work) {
        this.owner = owner;
        this.lane = lane;
        this.name = name;
        this.work = work;
    }

    /** Returns how to run it on this thread; {@code null} when its future has ended already. */
    synchronized @Nullable Callable<T> begin() {
        Callable<T> taken = work;
        work = null;
        if (over || taken == null) {
            return null;
        }
        thread = Thread.currentThread();
        return taken;
    }

    /** Says that the thread is done with it, so that no late interrupt can hit the thread's next work. */
    synchronized void end() {
        thread = null;
        over = true;
        // A pooled thread must not carry this work's interrupt into the next.
        Thread.interrupted();
    }

    /** Gives up the work: it does not start, or is interrupted. */
    synchronized void abandon() {
        over = true;
        work = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Runs it to its end. The caller does its bookkeeping in {@code finished}, before anyone learns the result. */
    void run(Runnable finished) {
        Callable<T> taken = begin();
        if (taken == null) {
            finished.run();
            return;
        }
        Thread.currentThread().setContextClassLoader(taken.getClass().getClassLoader());
        T result;
        try {
            result = taken.call();
        } catch (Throwable failed) { // whatever a plugin throws ends its work, not our thread
            settle(finished);
            future.completeExceptionally(failed);
            return;
        }
        settle(finished);
        future.complete(result);
    }

    private void settle(Runnable finished) {
        end();
        Thread.currentThread().setContextClassLoader(Run.class.getClassLoader());
        finished.run();
    }
}

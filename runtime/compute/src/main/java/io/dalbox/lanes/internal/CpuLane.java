package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import java.util.Deque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Lets work into the CPU pool: lines it up, keeps its submitter waiting, refuses it, or runs it at once. */
final class CpuLane {

    private final CpuPool pool;
    private final LaneLimits limits;

    CpuLane(CpuPool pool, LaneLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    void submit(Run<?> run) {
        Run<?> caller = Run.current();
        if (caller != null && caller.work.lane() == Lane.CPU) {
            submitFrom(caller, run);
            return;
        }
        pool.lock.lock();
        try {
            check(run.own);
            awaitRoom(run, caller);
            pool.add(run);
        } finally {
            pool.lock.unlock();
        }
    }

    /** Work on a CPU thread must never wait for a thread: there may be just the one that it is on. */
    private void submitFrom(Run<?> caller, Run<?> run) {
        pool.lock.lock();
        try {
            check(run.own);
            if (pool.hasThreadToSpare()) {
                pool.add(run);
                return;
            }
        } finally {
            pool.lock.unlock();
        }
        run.own.running.add(run);
        run.run((ended, failure) -> pool.finished(ended, System.nanoTime() - ended.started, failure, 0));
        if (caller.wasAsked()) {
            // The work inside has taken the interrupt that was meant for both.
            Thread.currentThread().interrupt();
        }
    }

    /** Takes work out that has not begun. */
    void remove(Run<?> run) {
        pool.lock.lock();
        try {
            if (pool.queue.remove(run.own.share, run.priority, run)) {
                pool.giveRoom(run);
            }
        } finally {
            pool.lock.unlock();
        }
    }

    private void check(OwnerWork own) {
        own.checkOpen();
        if (own.abandoned >= limits.mostAbandoned()) {
            throw new RejectedExecutionException("\"" + own.name + "\" has " + own.abandoned
                    + " pieces of CPU work that do not end although they were asked to, and gets no more until they do;"
                    + " restart Dalbox to get rid of them");
        }
    }

    /** Under the lock. A task or a schedule waits; whoever keeps somebody waiting is refused. */
    private void awaitRoom(Run<?> run, @Nullable Run<?> caller) {
        OwnerWork own = run.own;
        Deque<Run<?>> line = own.share.waiting(run.priority);
        while (line.size() >= limits.mostWaiting()) {
            if (caller == null || caller.priority == Priority.INTERACTIVE) {
                throw new RejectedExecutionException("\"" + own.name + "\" has " + limits.mostWaiting()
                        + " pieces of CPU work waiting already; submit more when some have finished");
            }
            if (own.room == null) {
                own.room = pool.lock.newCondition();
            }
            try {
                own.room.await();
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Interrupted while " + run + " waited for room on the CPU lane");
            }
            check(own);
        }
    }
}

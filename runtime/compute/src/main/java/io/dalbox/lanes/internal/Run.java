package io.dalbox.lanes.internal;

import io.dalbox.compute.Priority;
import io.dalbox.compute.StopHook;
import io.dalbox.lanes.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One piece of work, from its submission to its end.
 *
 * <p>It waits, runs, is over. The future may end before the work does: cancelled, timed out or completed by whoever holds it. Then
 * waiting work never starts, and running work is asked to stop: its thread is interrupted and its hooks are fired. The interrupt
 * only ever hits the thread while it runs this work: both sides hold this object's monitor.
 */
final class Run<T> {

    /** The work that the current thread runs. */
    static final ScopedValue<Run<?>> CURRENT = ScopedValue.newInstance();

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private static final AtomicLong IDS = new AtomicLong();

    final long id = IDS.incrementAndGet();
    final Work work;
    final Priority priority;
    final OwnerWork own;
    final CompletableFuture<T> future = new CompletableFuture<>();
    final long submitted = System.nanoTime();
    volatile long started;

    /** Set once it did not end when it was asked to: nobody waits for it any more. */
    volatile boolean abandoned;

    /** Guarded by the pool's lock: what its owner was charged for it so far. */
    long charged;

    /** Guarded by the pool's lock: the CPU time it had used when it was first seen to have been asked to stop; -1 before. */
    long usedWhenAsked = -1;

    private @Nullable Callable<T> code;
    private @Nullable Thread thread;
    private @Nullable List<Hook> hooks;
    private boolean over;
    private long asked;

    Run(Work work, OwnerWork own, Callable<T> code) {
        this.work = work;
        this.priority = work.priority(inherited(Priority.INTERACTIVE));
        this.own = own;
        this.code = code;
    }

    /** Returns the work of the current thread. */
    static @Nullable Run<?> current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Returns the priority of the work of the current thread. */
    static Priority inherited(Priority otherwise) {
        Run<?> submitter = current();
        return submitter == null ? otherwise : submitter.priority;
    }

    /** Gives up the work: it does not start, or is asked to stop. */
    void abandon() {
        List<Hook> fired;
        synchronized (this) {
            over = true;
            code = null;
            if (thread == null || asked != 0) {
                return;
            }
            asked = System.nanoTime();
            thread.interrupt();
            fired = hooks == null ? List.of() : List.copyOf(hooks);
        }
        fired.forEach(Run::fire);
    }

    /** Returns for how long it has been running although it was asked to stop, in nanoseconds; 0 when it was not. */
    synchronized long overdue() {
        return thread == null || asked == 0 ? 0 : System.nanoTime() - asked;
    }

    /** Returns whether it was asked to stop while it ran. */
    synchronized boolean wasAsked() {
        return asked != 0;
    }

    /** Registers how to stop native code; at once when it was asked to stop before. */
    StopHook onStop(Runnable stop) {
        Hook hook = new Hook(this, stop);
        boolean late;
        synchronized (this) {
            late = asked != 0;
            if (!late) {
                hooks = hooks == null ? new ArrayList<>(2) : hooks;
                hooks.add(hook);
            }
        }
        if (late) {
            fire(hook);
        }
        return hook;
    }

    synchronized void forget(Hook hook) {
        if (hooks != null) {
            hooks.remove(hook);
        }
    }

    /** Runs it to its end. The caller does its bookkeeping in {@code finished}, before anyone learns the result. */
    void run(Finished finished) {
        Callable<T> taken = begin();
        if (taken == null) {
            finished.finished(this, null);
            return;
        }
        Thread.currentThread().setContextClassLoader(taken.getClass().getClassLoader());
        T result;
        try {
            result = ScopedValue.where(CURRENT, this).call(taken::call);
        } catch (Throwable failed) { // whatever a plugin throws ends its work, not our thread
            settle(finished, failed);
            future.completeExceptionally(failed);
            return;
        }
        settle(finished, null);
        future.complete(result);
    }

    /** What the lane does when work has ended, with what it threw. */
    interface Finished {
        void finished(Run<?> run, @Nullable Throwable failure);
    }

    /** Returns how to run it on this thread; {@code null} when its future has ended already. */
    private synchronized @Nullable Callable<T> begin() {
        Callable<T> taken = code;
        code = null;
        if (over || taken == null) {
            return null;
        }
        started = System.nanoTime();
        thread = Thread.currentThread();
        return taken;
    }

    private void settle(Finished finished, @Nullable Throwable failure) {
        end();
        Thread.currentThread().setContextClassLoader(Run.class.getClassLoader());
        try {
            finished.finished(this, failure);
        } catch (Throwable e) { // whoever waits for the result must get it whatever happens to our books
            LOG.error("The end of {} could not be recorded", this, e);
        }
    }

    /** Says that the thread is done with it, so that no late interrupt can hit what the thread does next. */
    private synchronized void end() {
        thread = null;
        hooks = null;
        over = true;
        if (asked != 0) {
            Thread.interrupted();
        }
    }

    // Not on the thread that cancels: that may be anybody's, and a hook is a plugin's code.
    private static void fire(Hook hook) {
        Thread.ofVirtual().name("dalbox-stop").start(hook::fire);
    }

    @Override
    public String toString() {
        return "\"" + work.name() + "\" of " + own.name;
    }
}

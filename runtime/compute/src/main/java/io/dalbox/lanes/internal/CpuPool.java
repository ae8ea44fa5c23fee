package io.dalbox.lanes.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the CPU lane.
 *
 * <p>Owners that have work waiting stand in a ring; a free thread takes one piece of the first owner, which then goes to the end.
 * Threads are made when work comes and end after a minute without any. All methods are called with the lock held, except
 * {@link #stop}.
 */
final class CpuPool {

    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(60);

    /** A thread's work and its CPU time when it began. */
    private record Busy(OwnerWork owner, long since) {}

    private final int size;
    private final ReentrantLock lock;
    private final Condition changed;
    private final Condition work;
    private final Deque<OwnerWork> ring = new ArrayDeque<>();
    private final Map<Thread, Busy> busy = new HashMap<>();
    private int threads;
    private int idle;
    private int made;
    private boolean stopped;

    /** {@code changed} is signalled whenever work ends. */
    CpuPool(int size, ReentrantLock lock, Condition changed) {
        this.size = size;
        this.lock = lock;
        this.changed = changed;
        this.work = lock.newCondition();
    }

    int size() {
        return size;
    }

    void add(OwnerWork owner, Run<?> run) {
        owner.waiting.add(run);
        if (owner.waiting.size() == 1) {
            ring.add(owner);
        }
        if (idle > 0) {
            work.signal();
        } else if (threads < size) {
            threads++;
            made++;
            start("dalbox-cpu-" + made);
        }
    }

    void remove(OwnerWork owner, Run<?> run) {
        if (owner.waiting.remove(run) && owner.waiting.isEmpty()) {
            ring.remove(owner);
        }
    }

    /** Returns the CPU time that the owner's running work has used so far. */
    long liveNanos(OwnerWork owner) {
        long sum = 0;
        for (Map.Entry<Thread, Busy> entry : busy.entrySet()) {
            if (entry.getValue().owner == owner) {
                sum += Math.max(0, CpuClock.of(entry.getKey()) - entry.getValue().since);
            }
        }
        return sum;
    }

    void stop() {
        lock.lock();
        try {
            stopped = true;
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void start(String name) {
        // The thread must not inherit anything of the plugin that happened to submit.
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> loop(name));
        thread.setContextClassLoader(CpuPool.class.getClassLoader());
        thread.start();
    }

    private void loop(String name) {
        boolean more = true;
        while (more) {
            more = step(name);
        }
    }

    /** One piece of work, in a frame of its own: an idle thread's stack must not hold a plugin's objects. */
    private boolean step(String name) {
        OwnerWork owner;
        Run<?> run;
        lock.lock();
        try {
            owner = next();
            if (owner == null) {
                threads--;
                return false;
            }
            run = owner.waiting.remove();
            if (!owner.waiting.isEmpty()) {
                ring.add(owner);
            }
            owner.running.add(run);
            busy.put(Thread.currentThread(), new Busy(owner, CpuClock.now()));
        } finally {
            lock.unlock();
        }
        Thread.currentThread().setName(name + " " + owner.name + "/" + run.name);
        run.run(() -> finished(owner, run));
        Thread.currentThread().setName(name);
        return true;
    }

    private @Nullable OwnerWork next() {
        long left = KEEP_ALIVE;
        while (ring.isEmpty()) {
            if (stopped || left <= 0) {
                return null;
            }
            idle++;
            try {
                left = work.awaitNanos(left);
            } catch (InterruptedException stray) {
                // Nobody interrupts an idle thread on purpose; the flag is cleared and the wait goes on.
                left = KEEP_ALIVE;
            } finally {
                idle--;
            }
        }
        return ring.poll();
    }

    private void finished(OwnerWork owner, Run<?> run) {
        long now = CpuClock.now();
        lock.lock();
        try {
            Busy was = busy.remove(Thread.currentThread());
            if (was != null) {
                owner.cpuNanos += now - was.since;
            }
            owner.running.remove(run);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}

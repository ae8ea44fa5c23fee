package io.dalbox.lanes.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the CPU lane and the queue that they serve.
 *
 * <p>Threads are made when work comes and end after a minute without any, or at once when there are more than the size allows. A
 * thread whose work does not end although it was asked to is abandoned: another takes its place, and it ends when its work does.
 * All methods take the lock themselves unless they say otherwise; it is never held while work or a listener runs.
 */
final class CpuPool {

    private static final long KEEP_ALIVE = TimeUnit.SECONDS.toNanos(60);

    final ReentrantLock lock = new ReentrantLock();
    final FairQueue<Run<?>> queue = new FairQueue<>();

    private final Condition work = lock.newCondition();
    private final List<Worker> workers = new ArrayList<>();
    private final List<Worker> abandoned = new ArrayList<>();
    private final int mostWaiting;
    private final Runnable begun;
    private final Ended ended;
    private volatile int size;
    private int idle;
    private int made;
    private boolean stopped;

    /** Hears of work that has ended, on its thread, before anybody learns the result; how much it allocated only if it failed. */
    interface Ended {
        void ended(Run<?> run, long wallNanos, @Nullable Throwable failure, long allocatedBytes);
    }

    /**
     * No threads yet.
     *
     * @param mostWaiting how much of an owner may wait in one priority
     * @param begun is run by each new thread first
     */
    CpuPool(int size, int mostWaiting, Runnable begun, Ended ended) {
        this.size = size;
        this.mostWaiting = mostWaiting;
        this.begun = begun;
        this.ended = ended;
    }

    int size() {
        return size;
    }

    void resize(int wanted) {
        lock.lock();
        try {
            size = wanted;
            // Those that are too many go when they look; those that are too few are made, one for each piece that
            // waits.
            work.signalAll();
            for (int i = queue.size(); i > 0; i--) {
                staff();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock: lines work up. */
    void add(Run<?> run) {
        queue.add(run.own.share, run.priority, run);
        // A thread that was signalled counts as idle until it has the lock again, so the number is what tells.
        if (queue.size() > idle) {
            staffFor(run);
        }
        work.signal();
    }

    /** Under the lock: whether a thread has nothing to do and nothing that waits already is for it. */
    boolean hasThreadToSpare() {
        return idle + Math.max(0, size - workers.size()) > queue.size();
    }

    /** Under the lock: the threads with the work that they do. */
    List<Worker> workers() {
        return workers;
    }

    /** Under the lock: takes the worker out of the lane; its work goes on without counting. */
    void abandon(Worker worker, OwnerWork owner) {
        if (workers.remove(worker)) {
            worker.abandon(owner);
            owner.abandoned++;
            abandoned.add(worker);
            if (queue.size() > idle) {
                staff();
            }
        }
    }

    /** Under the lock: the threads whose work does not end. */
    List<Worker> abandoned() {
        return abandoned;
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

    void begun() {
        begun.run();
    }

    void finished(Run<?> run, long wallNanos, @Nullable Throwable failure, long allocatedBytes) {
        ended.ended(run, wallNanos, failure, allocatedBytes);
    }

    /** Returns what a worker does next, waiting for it; {@code null} ends the worker. */
    @Nullable
    Run<?> next(Worker worker) {
        lock.lock();
        try {
            worker.settle(queue);
            FairQueue.Taken<Run<?>> taken = await(worker);
            if (taken == null) {
                leave(worker);
                return null;
            }
            Run<?> run = taken.item();
            run.charged = taken.charged();
            run.own.running.add(run);
            worker.take(run);
            giveRoom(run);
            return run;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Under the lock: lets submitters on when half of the line that the work left is free. Waking them for each place would cost
     * a switch each.
     */
    void giveRoom(Run<?> gone) {
        Condition room = gone.own.room;
        if (room != null && gone.own.share.waiting(gone.priority).size() <= mostWaiting / 2) {
            room.signalAll();
        }
    }

    private FairQueue.@Nullable Taken<Run<?>> await(Worker worker) {
        long left = KEEP_ALIVE;
        while (true) {
            if (worker.abandonedFor() != null || workers.size() > size) {
                return null;
            }
            FairQueue.Taken<Run<?>> taken = queue.take();
            if (taken != null || stopped || left <= 0) {
                return taken;
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
    }

    private void leave(Worker worker) {
        OwnerWork owner = worker.abandonedFor();
        if (owner != null) {
            owner.abandoned--;
            abandoned.remove(worker);
            return;
        }
        workers.remove(worker);
        // A signal for new work may have woken just this one.
        if (queue.size() > 0 && idle > 0) {
            work.signal();
        }
    }

    private void staffFor(Run<?> run) {
        try {
            staff();
        } catch (OutOfMemoryError e) {
            // The system gives us no thread. Those that are there will come to it; without any, nobody would.
            if (workers.isEmpty()) {
                queue.remove(run.own.share, run.priority, run);
                throw new RejectedExecutionException("No thread could be started for CPU work", e);
            }
        }
    }

    /** Makes a thread if there may be one more. */
    private void staff() {
        if (workers.size() < size && !stopped) {
            made++;
            Worker worker = new Worker(this, "dalbox-cpu-" + made);
            worker.start();
            workers.add(worker);
        }
    }
}

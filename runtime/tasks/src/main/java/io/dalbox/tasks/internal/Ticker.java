package io.dalbox.tasks.internal;

import io.dalbox.data.DatabaseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at what runs five times a second and tells of what changed; writes it down once a second. Its one thread exists only
 * while something runs.
 */
final class Ticker {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int TICKS_PER_WRITE = 5;

    private final Supplier<Collection<RunJob>> jobs;
    private final Announcer announcer;
    private final RunLedger ledger;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopped = lock.newCondition();
    private @Nullable Thread thread;
    private boolean closed;

    /** What was written last of each run: one that stands still costs no write. */
    private final Map<String, Written> written = new HashMap<>();

    Ticker(Supplier<Collection<RunJob>> jobs, Announcer announcer, RunLedger ledger) {
        this.jobs = jobs;
        this.announcer = announcer;
        this.ledger = ledger;
    }

    /** Says that there is a job. */
    void wake() {
        lock.lock();
        try {
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("task ticker").start(this::tickWhileNeeded);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            stopped.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void tickWhileNeeded() {
        for (int tick = 1; rest(); tick++) {
            List<RunJob> now = List.copyOf(jobs.get());
            try {
                tell(now);
                if (tick % TICKS_PER_WRITE == 0) {
                    write(now);
                }
            } catch (DatabaseException | OutOfMemoryError e) {
                LOG.warn("The progress of running tasks could not be written; trying again", e);
            }
        }
    }

    /** Waits for the next tick; {@code false} ends the thread, decided under the lock so that no {@link #wake} is lost. */
    private boolean rest() {
        lock.lock();
        try {
            await();
            if (closed || jobs.get().isEmpty()) {
                thread = null;
                written.clear();
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void await() {
        try {
            long left = PERIOD_NANOS;
            while (left > 0 && !closed) {
                left = stopped.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a listener by mistake; it costs a tick.
            LOG.debug("The task ticker was interrupted", e);
        }
    }

    private void tell(List<RunJob> now) {
        for (RunJob job : now) {
            ActiveRun run = job.active();
            if (run != null) {
                run.progress().sample();
                announcer.progress(job::news);
            }
        }
    }

    private void write(List<RunJob> now) {
        Map<String, Written> current = new HashMap<>();
        List<ActiveRun> changed = now.stream()
                .map(RunJob::active)
                .filter(run -> {
                    if (run == null) {
                        return false;
                    }
                    Written state = Written.of(run);
                    current.put(run.id(), state);
                    return run.isParent() || !state.equals(written.get(run.id()));
                })
                .map(Objects::requireNonNull)
                .toList();
        if (!changed.isEmpty()) {
            ledger.progress(changed);
        }
        written.clear();
        written.putAll(current);
    }

    private record Written(
            long run,
            @Nullable Long done,
            @Nullable Long total,
            @Nullable String title,
            @Nullable String phase) {

        static Written of(ActiveRun run) {
            Progress progress = run.progress();
            return new Written(
                    run.number(),
                    progress.storedDone(),
                    progress.storedTotal(),
                    progress.storedTitle(),
                    progress.storedPhase());
        }
    }
}

package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes, one transaction at a time.
 *
 * <p>A thread of its own takes all works that wait and runs them in one transaction, each inside a savepoint: the disk is forced
 * once for all of them, and one that fails takes back only its own changes. One that is alone needs no savepoint. While one
 * batch is being forced to the disk the next gathers.
 *
 * <p>When nobody writes or waits, the caller takes the turn and runs its work itself: handing it to the thread and back would take
 * as long as a quick disk. A virtual thread does so only while commits are quick, since it holds its carrier meanwhile.
 */
final class Writer implements AutoCloseable {

    /** Bounds how long the first of a batch waits for the last. */
    private static final int BATCH = 512;

    /** With commits longer than this the hand-over does not matter, and a carrier must not be held. */
    private static final long QUICK = 2_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Session session;
    private final Path file;
    private final Tuning tuning;
    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Checkpoints checkpoints;
    private final BooleanSupplier reading;
    private final Object gate = new Object();

    /** Held while a transaction runs and is announced, so that announcements are in the order of the commits. */
    private final ReentrantLock turn = new ReentrantLock();

    private volatile boolean closed;

    /** What the thread has taken from the queue and waits for its turn with. */
    private volatile int held;

    /** How long a commit takes, on the average of the last ones. Written by who has the turn. */
    private volatile long pace;

    /**
     * Made on the one connection that writes.
     *
     * @param reading whether the current thread is inside of a read: works of others must not find themselves in its snapshot
     */
    Writer(Session session, Path file, Tuning tuning, BooleanSupplier reading) {
        this.session = session;
        this.file = file;
        this.tuning = tuning;
        this.reading = reading;
        this.checkpoints = new Checkpoints(file, tuning, turn);
        // A platform thread: it sits in native code, where a virtual one would hold a carrier anyway.
        this.thread = thread(tuning.threads() + "-writer", this::loop);
    }

    /**
     * Starts a thread of a database. It takes over nothing of the thread that starts it: a plugin's, whose class loader it would hold for as long as another
     * version of the plugin keeps the database open.
     */
    static Thread thread(String name, Runnable loop) {
        return Thread.ofPlatform()
                .daemon()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .start(loop);
    }

    <T> T run(Work<T> work) {
        if (turn.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "A write was started inside another write; use the transaction that the outer one was given");
        }
        Job<T> job = new Job<>(work);
        if (mayLead() && turn.tryLock()) {
            lead(job);
        } else {
            synchronized (gate) {
                refuseClosed();
                queue.add(job);
            }
        }
        try {
            return job.done.join();
        } catch (CompletionException failed) {
            throw thrown(failed);
        }
    }

    /** Whoever waits goes first: else callers that come and go could keep the thread from its turn. */
    private boolean mayLead() {
        return queue.isEmpty()
                && !turn.hasQueuedThreads()
                && !reading.getAsBoolean()
                && (pace < QUICK || !Thread.currentThread().isVirtual());
    }

    private void lead(Job<?> job) {
        // An interrupt is the caller's, not its work's, and one that the work makes stays for the caller.
        boolean interrupted = Thread.interrupted();
        try {
            refuseClosed();
            run(List.of(job));
        } finally {
            turn.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void refuseClosed() {
        if (closed) {
            throw new DatabaseException("The database is closed: " + tuning.owner() + " is stopping");
        }
    }

    int waiting() {
        return queue.size() + held;
    }

    private RuntimeException thrown(CompletionException failed) {
        return switch (failed.getCause()) {
            case SQLException cause -> Failures.exception(file, cause);
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null -> failed;
            default -> failed;
        };
    }

    private void loop() {
        List<Job<?>> batch = new ArrayList<>(BATCH);
        while (true) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException stray) {
                // Work may interrupt the thread that it runs on; the writer ends only by close().
                LOG.debug("The writer was interrupted", stray);
                continue;
            }
            if (turn(batch)) {
                return;
            }
            batch.clear();
        }
    }

    /** Runs the first of a batch and all that wait behind it; returns whether they were the last. */
    private boolean turn(List<Job<?>> batch) {
        held = batch.size();
        turn.lock();
        try {
            held = 0;
            queue.drainTo(batch, BATCH - 1);
            boolean last = batch.remove(Job.LAST);
            if (!batch.isEmpty()) {
                run(batch);
            }
            return last;
        } finally {
            turn.unlock();
        }
    }

    private void run(List<Job<?>> batch) {
        long start = System.nanoTime();
        try {
            session.prepared("BEGIN IMMEDIATE");
            boolean alone = batch.size() == 1;
            for (Job<?> job : batch) {
                job.run(session, alone);
            }
            session.prepared(alone && batch.getFirst().failed() ? "ROLLBACK" : "COMMIT");
        } catch (SQLException | RuntimeException | Error lost) {
            rollback(lost);
            batch.forEach(job -> job.lose(lost));
            return;
        }
        pace += (System.nanoTime() - start - pace) / 8;
        checkpoints.committed();
        batch.forEach(Writer::announce);
        batch.forEach(Job::settle);
    }

    private static void announce(Job<?> job) {
        for (Runnable action : job.afterCommit()) {
            try {
                action.run();
            } catch (RuntimeException | Error broken) {
                // The transaction is durable: its caller must not be told that it failed.
                LOG.error("An action after a commit failed", broken);
            }
        }
    }

    private void rollback(Throwable lost) {
        try {
            session.execute("ROLLBACK");
        } catch (SQLException already) {
            // SQLite has rolled back on its own when the disk is full or failed.
            lost.addSuppressed(already);
        }
    }

    /** Runs what waits, then puts the log into the database file and closes it. */
    @Override
    public void close() {
        synchronized (gate) {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(Job.LAST);
        }
        try {
            thread.join();
            turn.lock();
            turn.unlock();
            checkpoints.close();
            session.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            session.close();
        } catch (InterruptedException hurried) {
            // What was acknowledged is in the log; the next start takes it in.
            LOG.warn("Closing the database was interrupted");
            Thread.currentThread().interrupt();
        } catch (SQLException failed) {
            LOG.warn("{}", Failures.sentence(file, failed), failed);
        }
    }
}

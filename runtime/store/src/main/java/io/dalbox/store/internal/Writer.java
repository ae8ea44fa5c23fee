package io.dalbox.store.internal;

import io.dalbox.store.StoreException;
import io.dalbox.store.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes.
 *
 * <p>It takes all works that wait and runs them in one transaction, each inside a savepoint: the disk is forced once for all of
 * them, and one that fails takes back only its own changes. While one batch is being forced to the disk the next gathers.
 */
final class Writer implements AutoCloseable {

    /** Bounds how long the first of a batch waits for the last. */
    private static final int BATCH = 128;

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

    private final Session session;
    private final Path file;
    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private final Object gate = new Object();
    private boolean closed;

    Writer(Session session, Path file) {
        this.session = session;
        this.file = file;
        // A platform thread: it sits in native code, where a virtual one would hold a carrier anyway.
        this.thread = Thread.ofPlatform().daemon().name("dalbox-store-writer").start(this::loop);
    }

    <T> T run(Work<T> work) {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException(
                    "A write was started inside another write; use the transaction that the outer one was given");
        }
        Job<T> job = new Job<>(work);
        synchronized (gate) {
            if (closed) {
                throw new StoreException("The database is closed: Dalbox is stopping");
            }
            queue.add(job);
        }
        try {
            return job.done.join();
        } catch (CompletionException failed) {
            throw thrown(failed);
        }
    }

    int waiting() {
        return queue.size();
    }

    private RuntimeException thrown(CompletionException failed) {
        return switch (failed.getCause()) {
            case SQLException cause -> SqliteStore.failure(file, cause);
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
            queue.drainTo(batch, BATCH - 1);
            boolean last = batch.remove(Job.LAST);
            if (!batch.isEmpty()) {
                run(batch);
                batch.clear();
            }
            if (last) {
                return;
            }
        }
    }

    private void run(List<Job<?>> batch) {
        try {
            session.execute("BEGIN IMMEDIATE");
            for (Job<?> job : batch) {
                job.run(session);
            }
            session.execute("COMMIT");
        } catch (SQLException | RuntimeException | Error lost) {
            rollback(lost);
            batch.forEach(job -> job.lose(lost));
            return;
        }
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

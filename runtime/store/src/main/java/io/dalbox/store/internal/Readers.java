package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few connections for reading, opened when they are first needed. Thread-safe. */
final class Readers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

    private final Path file;
    private final Tuning tuning;
    private final Semaphore permits;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();

    /** The read that this thread is inside of: were a read to wait for a second connection, enough of them would wait for ever. */
    private final ScopedValue<SqlTx> current = ScopedValue.newInstance();

    private volatile boolean closed;

    Readers(Path file, Tuning tuning) {
        this.file = file;
        this.tuning = tuning;
        this.permits = new Semaphore(tuning.readers(), true);
    }

    <T> T run(Work<T> work) {
        try {
            if (current.isBound()) {
                return work.apply(current.get());
            }
            permits.acquireUninterruptibly();
            try {
                return readWith(session(), work);
            } finally {
                permits.release();
            }
        } catch (SQLException failed) {
            throw Failures.exception(file, failed);
        }
    }

    /** Returns whether the current thread is inside of a read. */
    boolean reading() {
        return current.isBound();
    }

    private Session session() {
        if (closed) {
            throw new DatabaseException("The database is closed: " + tuning.owner() + " is stopping");
        }
        // The latest used has the warmest cache.
        Session kept = idle.pollFirst();
        return kept != null ? kept : Session.reading(file, tuning);
    }

    private <T> T readWith(Session session, Work<T> work) throws SQLException {
        SqlTx tx = new SqlTx(session, false);
        try {
            session.execute("BEGIN");
            return ScopedValue.where(current, tx).call(() -> work.apply(tx));
        } finally {
            tx.end();
            if (rollback(session) && !closed) {
                idle.addFirst(session);
            } else {
                discard(session);
            }
        }
    }

    private static boolean rollback(Session session) {
        try {
            session.execute("ROLLBACK");
            return true;
        } catch (SQLException broken) {
            LOG.debug("A reading connection is given up", broken);
            return false;
        }
    }

    private static void discard(Session session) {
        try {
            session.close();
        } catch (SQLException broken) {
            LOG.warn("A reading connection could not be closed", broken);
        }
    }

    /** Waits for the reads under way. */
    @Override
    public void close() {
        closed = true;
        permits.acquireUninterruptibly(tuning.readers());
        try {
            Session session = idle.pollFirst();
            while (session != null) {
                discard(session);
                session = idle.pollFirst();
            }
        } finally {
            permits.release(tuning.readers());
        }
    }
}

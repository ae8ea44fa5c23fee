package io.dalbox.store.internal;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the log into the database file beside the commits, so that no commit waits for it.
 *
 * <p>Writes that go on would keep the log from ever being taken in whole and begun anew. So it is done in two steps: nearly all of
 * it beside them, the little that came meanwhile while it has their turn.
 */
final class Checkpoints implements AutoCloseable {

    /** Pages of the log (64 MiB) at which a commit takes it in itself. */
    static final int BOUND = 16_384;

    /** Commits between two checkpoints: some 16 MiB of log, so that hardly one commit of a thousand meets one. */
    private static final int COMMITS = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final Session session;
    private final Path file;
    private final Lock turn;
    private final Thread thread;
    private int commits;
    private volatile boolean due;
    private volatile boolean closed;

    Checkpoints(Path file, Tuning tuning, Lock turn) {
        this.session = Session.checkpointing(file);
        this.file = file;
        this.turn = turn;
        this.thread = Writer.thread(tuning.threads() + "-checkpoint", this::loop);
    }

    /** Counts a commit. For who has the turn. */
    void committed() {
        commits++;
        if (commits >= COMMITS) {
            commits = 0;
            due = true;
            LockSupport.unpark(thread);
        }
    }

    private void loop() {
        while (!closed) {
            if (due) {
                due = false;
                checkpoint();
            } else {
                LockSupport.park(this);
            }
        }
    }

    private void checkpoint() {
        try {
            session.prepared("PRAGMA wal_checkpoint(PASSIVE)");
            turn.lock();
            try {
                session.prepared("PRAGMA wal_checkpoint(PASSIVE)");
            } finally {
                turn.unlock();
            }
        } catch (SQLException failed) {
            // Nothing is lost: the log has it, and the next checkpoint tries again.
            LOG.warn("{}", Failures.sentence(file, failed), failed);
        }
    }

    @Override
    public void close() throws SQLException, InterruptedException {
        closed = true;
        LockSupport.unpark(thread);
        thread.join();
        session.close();
    }
}

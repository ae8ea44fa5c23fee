package io.dalbox.events.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes behind what went well, for all subscribers together: how far each came, and the history. A crash loses the last few
 * entries, so those events come again. The rows of a batch and the cursors beyond them are one transaction.
 */
final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final int BATCH = 256;
    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long REST = TimeUnit.SECONDS.toNanos(1);

    /** Beyond so many unwritten rows whoever adds one waits: the database is then the bottleneck. */
    private static final int MOST = 4096;

    private final Store store;
    private final EventCursors cursors;
    private final Consumer<DeliveryRecord> written;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<EventCursors.Key, Long> moves = new HashMap<>();
    private List<DeliveryRow> rows = new ArrayList<>();
    private boolean closed;
    private final Thread thread;

    Ledger(Store store, EventCursors cursors, Consumer<DeliveryRecord> written) {
        this.store = store;
        this.cursors = cursors;
        this.written = written;
        this.thread = Thread.ofVirtual().name("deliveries").start(this::loop);
    }

    /** Adds a row to the history. */
    void add(DeliveryRow row) {
        lock.lock();
        try {
            while (rows.size() >= MOST && !closed) {
                changed.awaitUninterruptibly();
            }
            rows.add(row);
            if (rows.size() == 1 || rows.size() == BATCH) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves a cursor on. */
    void move(EventCursors.Key cursor, long sequence) {
        lock.lock();
        try {
            boolean first = moves.isEmpty();
            moves.merge(cursor, sequence, Math::max);
            if (first) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        while (await()) {
            try {
                flush();
            } catch (DatabaseException failed) {
                LOG.warn("What was delivered could not be noted yet; trying again", failed);
                rest();
            }
        }
    }

    /** Waits until a batch is worth writing; returns false at the end. */
    private boolean await() {
        lock.lock();
        try {
            while (moves.isEmpty() && rows.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            long left = DELAY;
            while (left > 0 && rows.size() < BATCH && !closed) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException stray) {
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            long left = REST;
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException stray) {
            LOG.debug("The pause was interrupted", stray);
        } finally {
            lock.unlock();
        }
    }

    /** Writes all that was noted so far; durable when this returns. */
    void flush() {
        writing.lock();
        try {
            Map<EventCursors.Key, Long> movesNow;
            List<DeliveryRow> rowsNow;
            lock.lock();
            try {
                movesNow = moves;
                rowsNow = rows;
                moves = new HashMap<>();
                rows = new ArrayList<>();
                changed.signalAll();
            } finally {
                lock.unlock();
            }
            if (movesNow.isEmpty() && rowsNow.isEmpty()) {
                return;
            }
            try {
                write(movesNow, rowsNow);
            } catch (RuntimeException failed) {
                putBack(movesNow, rowsNow);
                throw failed;
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(Map<EventCursors.Key, Long> movesNow, List<DeliveryRow> rowsNow) {
        store.write(tx -> {
            List<DeliveryRecord> records = new ArrayList<>(rowsNow.size());
            for (DeliveryRow row : rowsNow) {
                records.add(DeliveryTable.write(tx, row));
            }
            for (Map.Entry<EventCursors.Key, Long> move : movesNow.entrySet()) {
                cursors.advance(tx, move.getKey(), move.getValue());
            }
            tx.afterCommit(() -> records.forEach(written));
            return records.size();
        });
    }

    private void putBack(Map<EventCursors.Key, Long> movesNow, List<DeliveryRow> rowsNow) {
        lock.lock();
        try {
            movesNow.forEach((cursor, sequence) -> moves.merge(cursor, sequence, Math::max));
            rowsNow.addAll(rows);
            rows = rowsNow;
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is left. */
    @Override
    public void close() throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.join();
        try {
            flush();
        } catch (DatabaseException failed) {
            LOG.warn("The last deliveries could not be noted; their events come again", failed);
        }
    }
}

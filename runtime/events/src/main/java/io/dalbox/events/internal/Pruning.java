package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.events.Retentions;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Removes what is too much, in transactions so small that other writers hardly wait. */
final class Pruning {

    private static final int BATCH = 500;
    private static final long MEGABYTE = 1L << 20;

    private final Store store;
    private final Instant now;

    Pruning(Store store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /** Removes the oldest events of all types but others, which have bounds of their own. */
    void events(Duration age, long rows, Set<String> others) throws InterruptedException {
        String delete = "DELETE FROM events_journal WHERE sequence > ? AND sequence <= ?"
                + (others.isEmpty() ? "" : " AND type NOT IN (?" + ", ?".repeat(others.size() - 1) + ")");
        long beyond = store.read(EventTable::last) - rows;
        long old = store.read(tx -> EventTable.firstAt(tx, now.minus(age).toEpochMilli()));
        long end = Math.max(beyond + 1, old);
        long from = 0;
        while (true) {
            long after = from;
            Optional<Long> edge = store.read(tx -> tx.one(
                    "SELECT sequence FROM events_journal WHERE sequence > ? AND sequence < ? ORDER BY sequence"
                            + " LIMIT 1 OFFSET ?",
                    row -> row.getLong(1),
                    after,
                    end,
                    BATCH - 1));
            long to = edge.orElse(end - 1);
            List<Object> args = new ArrayList<>(List.of(after, to));
            args.addAll(others);
            store.write(tx -> tx.update(delete, args.toArray()));
            if (edge.isEmpty()) {
                return;
            }
            from = to;
            check();
        }
    }

    /** Removes the oldest events of a type beyond the bounds that the owner set for it. */
    void events(Retentions.Retention bounds) throws InterruptedException {
        long end = 0;
        if (bounds.days() != null) {
            long oldest = now.minus(Duration.ofDays(bounds.days())).toEpochMilli();
            end = store.read(tx -> EventTable.firstAt(tx, oldest));
        }
        if (bounds.megabytes() != null) {
            end = Math.max(end, beyond(bounds.type(), bounds.megabytes() * MEGABYTE));
        }
        long until = end;
        while (store.write(tx -> tx.update(
                        "DELETE FROM events_journal WHERE sequence IN (SELECT sequence FROM events_journal"
                                + " WHERE type = ? AND sequence < ? ORDER BY sequence LIMIT ?)",
                        bounds.type(),
                        until,
                        BATCH))
                == BATCH) {
            check();
        }
    }

    /** Returns the oldest sequence of a type that fits into so many bytes with all that are newer. */
    private long beyond(String type, long bytes) throws InterruptedException {
        long left = bytes;
        long before = Long.MAX_VALUE;
        while (true) {
            long from = before;
            List<Size> sizes = store.read(tx -> tx.query(
                    "SELECT sequence, LENGTH(data) FROM events_journal WHERE type = ? AND sequence < ?"
                            + " ORDER BY sequence DESC LIMIT ?",
                    row -> new Size(row.getLong(1), row.getLong(2)),
                    type,
                    from,
                    BATCH));
            for (Size size : sizes) {
                left -= size.bytes;
                if (left < 0) {
                    return size.sequence + 1;
                }
                before = size.sequence;
            }
            if (sizes.size() < BATCH) {
                return 0;
            }
            check();
        }
    }

    private record Size(long sequence, long bytes) {}

    /** Removes old history; dead letters and what is still tried stay. */
    void deliveries(Duration age, long rows) throws InterruptedException {
        for (String state : List.of("done", "discarded")) {
            long surplus = store.read(tx -> tx.one(
                            "SELECT id FROM events_delivery WHERE state = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
                            row -> row.getLong(1),
                            state,
                            rows)
                    .orElse(0L));
            long oldest = now.minus(age).toEpochMilli();
            while (store.write(tx -> history(tx, state, surplus, oldest)) == BATCH) {
                check();
            }
        }
    }

    private static int history(Tx tx, String state, long surplus, long oldest) throws SQLException {
        return tx.update(
                "DELETE FROM events_delivery WHERE id IN (SELECT id FROM (SELECT id, updated FROM events_delivery"
                        + " WHERE state = ? ORDER BY id LIMIT ?) AS first WHERE id <= ? OR updated < ?)",
                state,
                BATCH,
                surplus,
                oldest);
    }

    private static void check() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

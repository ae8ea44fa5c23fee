package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Puts right what was left in the middle: by the last runtime, which may have been killed at any moment, or by this one when its
 * database could not write. No task stays in a state that nothing moves on.
 */
final class Recovery {

    /** A task in which the runtime died so often without saving any progress is more likely the reason than the victim. */
    private static final int CRASHES = 5;

    private static final String LEFT = "(state = 'running' OR (wanted = 'cancel' AND state IN ('queued', 'paused')))";

    private final Store store;
    private final Announcer announcer;
    private final TaskEvents events;
    private final InstantSource clock;

    Recovery(Store store, Announcer announcer, TaskEvents events, InstantSource clock) {
        this.store = store;
        this.announcer = announcer;
        this.events = events;
        this.clock = clock;
    }

    /** Puts right all tasks when the runtime starts. */
    void start() {
        if (store.read(tx -> tx.query("SELECT id FROM tasks_task WHERE " + LEFT + " LIMIT 1", row -> row.getString(1)))
                .isEmpty()) {
            store.write(tx -> tx.update("UPDATE tasks_task SET cleanup = 'owed' WHERE cleanup = 'running'"));
            return;
        }
        events.ready();
        store.write(tx -> {
            tx.update("UPDATE tasks_task SET cleanup = 'owed' WHERE cleanup = 'running'");
            tx.update("UPDATE tasks_task SET crashes = crashes + 1 WHERE state = 'running'");
            for (Row row : TaskRows.query(tx, "WHERE " + LEFT)) {
                settle(tx, row, "resuming after restart");
            }
            return true;
        });
    }

    /**
     * Puts right tasks of an action that nobody runs or cleans up, though their rows say so.
     *
     * @param doing those that somebody runs or cleans up; asked after the rows were read, and nobody is among them later than the
     *     row says so
     */
    void orphans(Key key, Supplier<Set<String>> doing) {
        List<Row> found = store.read(tx -> TaskRows.query(
                tx,
                "WHERE (" + LEFT + " OR cleanup = 'running') AND plugin = ? AND action = ?",
                key.plugin(),
                key.action()));
        Set<String> mine = doing.get();
        List<Row> left = found.stream().filter(row -> !mine.contains(row.id())).toList();
        if (!left.isEmpty()) {
            events.ready();
            store.write(tx -> {
                for (Row row : left) {
                    // Another run, or none, means that somebody else has moved it since it was read.
                    Row now = TaskRows.find(tx, row.id()).orElse(row);
                    if (now.run() == row.run() && now.state() == row.state() && now.cleanup() == row.cleanup()) {
                        orphan(tx, now);
                    }
                }
                return left.size();
            });
        }
    }

    private void orphan(Tx tx, Row row) throws SQLException {
        if (row.cleanup() == Cleanup.RUNNING) {
            tx.update("UPDATE tasks_task SET cleanup = 'owed' WHERE id = ?", row.id());
        }
        if (!row.state().finished()) {
            settle(tx, row, "its last run could not be written down; it runs again");
        }
    }

    private void settle(Tx tx, Row row, String phase) throws SQLException {
        long now = clock.millis();
        Row after = switch (row.wanted()) {
            case CANCEL ->
                TaskTable.move(
                        tx, row, Move.CANCEL, now, "cleanup = 'owed', wanted = 'run', phase = NULL, finished = ?", now);
            case PAUSE -> TaskTable.move(tx, row, Move.PAUSE, now, "wanted = 'run', phase = NULL");
            case RUN, MAKE_WAY -> again(tx, row, now, phase);
        };
        events.ended(tx, after);
        if (!after.removed()) {
            tx.afterCommit(() -> announcer.changed(after.task()));
        }
    }

    private static Row again(Tx tx, Row row, long now, String phase) throws SQLException {
        int crashes = tx.one("SELECT crashes FROM tasks_task WHERE id = ?", count -> count.getInt(1), row.id())
                .orElse(0);
        if (crashes <= CRASHES) {
            return TaskTable.move(tx, row, Move.MAKE_WAY, now, "phase = ?, not_before = 0", phase);
        }
        return TaskTable.move(
                tx,
                row,
                Move.FAIL,
                now,
                "finished = ?, phase = NULL, error = ?",
                now,
                "The runtime was killed " + (CRASHES + 1)
                        + " times in a row while this task ran, so it is not run again"
                        + " by itself. Retry it to try once more");
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import io.dalbox.store.Store;
import io.dalbox.tasks.TaskState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Removes finished tasks that are too old or too many, each with all that it started, and only once all of that has ended and been
 * cleaned up. The journal is not touched.
 */
final class Pruner {

    /** How many roots one transaction looks at, so that it does not keep other writers waiting. */
    private static final int BATCH = 100;

    private static final String ENDED = "state IN ('completed', 'error', 'cancelled')";

    /** A child goes with its parent, unless that is gone already. */
    private static final String ROOT =
            "(parent IS NULL OR NOT EXISTS" + " (SELECT 1 FROM tasks_task up WHERE up.id = tasks_task.parent))";

    private final Store store;
    private final Announcer announcer;

    Pruner(Store store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    /**
     * Removes tasks, batch by batch.
     *
     * @param before when those that ended well or were cancelled must have ended
     * @param errorsBefore when those that ended in error must have
     * @param most beyond so many ended tasks the oldest go too, those that ended in error last
     */
    void prune(long before, long errorsBefore, long most) throws InterruptedException {
        sweep("finished < CASE WHEN state = 'error' THEN ? ELSE ? END", Long.MAX_VALUE, errorsBefore, before);
        for (String state : List.of("state <> 'error'", "state = 'error'")) {
            long beyond = count() - most;
            if (beyond > 0) {
                sweep(state, beyond);
            }
        }
    }

    private long count() {
        return store.read(
                tx -> tx.one("SELECT COUNT(*) FROM tasks_task WHERE removed = 0 AND " + ENDED, row -> row.getLong(1))
                        .orElse(0L));
    }

    /** Goes through the roots that a condition names, oldest first, until so many rows are gone. */
    private void sweep(String condition, long rows, @Nullable Object... args) throws InterruptedException {
        String after = "";
        for (long left = rows; left > 0; ) {
            String from = after;
            long bound = left;
            Batch batch = store.write(tx -> batch(tx, condition, args, from, bound));
            left -= batch.removed;
            if (batch.last == null) {
                return;
            }
            after = batch.last;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private Batch batch(Tx tx, String condition, @Nullable Object[] args, String after, long bound)
            throws SQLException {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(args));
        all.add(after);
        all.add(BATCH);
        List<Row> roots = TaskRows.query(
                tx,
                "WHERE " + ENDED + " AND " + condition + " AND " + ROOT + " AND id > ? ORDER BY id LIMIT ?",
                all.toArray());
        long removed = 0;
        for (Row root : roots) {
            if (removed < bound) {
                removed += remove(tx, root);
            }
        }
        return new Batch(removed, roots.size() < BATCH ? null : roots.getLast().id());
    }

    private int remove(Tx tx, Row root) throws SQLException {
        List<Row> tree = new ArrayList<>(List.of(root));
        tree.addAll(Family.descendants(tx, root.id()));
        if (!tree.stream().allMatch(Pruner::isOver)) {
            return 0;
        }
        for (Row row : tree) {
            if (row.state() == TaskState.COMPLETED || row.cleanup() == Cleanup.DONE) {
                tx.update("DELETE FROM tasks_task WHERE id = ?", row.id());
            } else {
                // It may have left partial files: its action cleans up, as when a person deletes it.
                tx.update("UPDATE tasks_task SET removed = 1, cleanup = 'owed' WHERE id = ?", row.id());
            }
            if (!row.removed()) {
                tx.afterCommit(() -> announcer.removed(row.task()));
            }
        }
        return tree.size();
    }

    /** Whether nothing happens to it. */
    private static boolean isOver(Row row) {
        TaskState state = row.state();
        return state.finished() && (row.cleanup() == Cleanup.NONE || row.cleanup() == Cleanup.DONE);
    }

    private record Batch(long removed, @Nullable String last) {}
}

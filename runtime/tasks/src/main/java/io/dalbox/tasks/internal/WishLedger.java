package io.dalbox.tasks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.data.Tx;
import io.dalbox.store.Store;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskState;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Writes what people want of tasks. What the state does not allow changes nothing, and the answer says so. */
final class WishLedger {

    private final Store store;
    private final Announcer announcer;
    private final InstantSource clock;
    private final TaskEvents events;
    private final TaskIds ids;

    WishLedger(Store store, Announcer announcer, TaskEvents events, InstantSource clock) {
        this.store = store;
        this.announcer = announcer;
        this.events = events;
        this.clock = clock;
        this.ids = new TaskIds(
                store.read(tx -> tx.one("SELECT COALESCE(MAX(id), '') FROM tasks_task", row -> row.getString(1))
                        .orElse("")));
    }

    /** Makes a task, unless its action has one of its key: then that is the answer. */
    Task create(NewTask task) {
        String key = task.key();
        return store.write(tx -> {
            if (key != null) {
                Optional<Row> known = TaskRows.keyed(tx, task.plugin(), task.action(), key);
                if (known.isPresent()) {
                    return known.get().task();
                }
            }
            if (task.parent() != null) {
                refuseWhenCancelled(tx, task.parent());
            }
            long now = clock.millis();
            String id = ids.next(now);
            TaskTable.insert(tx, id, task, now);
            return announced(tx, TaskRows.require(tx, id)).task();
        });
    }

    /** Without this a child made while its parent is being cancelled would outlive it. */
    private static void refuseWhenCancelled(Tx tx, String parent) throws SQLException {
        boolean cancelled = TaskRows.find(tx, parent)
                .filter(row -> row.wanted() == Want.CANCEL || row.state() == TaskState.CANCELLED)
                .isPresent();
        if (cancelled) {
            throw new ActionException(
                    ActionException.Kind.CONFLICT,
                    "The task " + parent + " was cancelled, so it starts no further tasks");
        }
    }

    Answer prioritize(String id, TaskPriority priority) {
        return change(
                id, row -> !row.state().finished(), (tx, row) -> announced(tx, TaskTable.prioritize(tx, id, priority)));
    }

    /** Pauses a queued task; of a running one it only writes down that this is wanted. */
    Answer pause(String id) {
        return change(id, row -> mayMove(row, Move.PAUSE) && row.wanted() != Want.CANCEL, (tx, row) -> {
            if (row.state() == TaskState.RUNNING) {
                want(tx, row, Want.PAUSE);
            } else {
                announced(tx, TaskTable.move(tx, row, Move.PAUSE, clock.millis(), "phase = NULL, not_before = 0"));
            }
        });
    }

    Answer resume(String id) {
        return change(
                id,
                row -> mayMove(row, Move.RESUME) && row.wanted() != Want.CANCEL,
                (tx, row) -> announced(
                        tx, TaskTable.move(tx, row, Move.RESUME, clock.millis(), "phase = NULL, not_before = 0")));
    }

    /**
     * Cancels a task that does not run and that nobody can clean up now; of any other it writes down that this is wanted. The
     * same for what it started, which is in the answer.
     *
     * @param runner whether there is a runner that can clean up
     */
    Answer cancel(String id, boolean runner) {
        events.ready();
        List<Row> family = new ArrayList<>();
        Answer answer = change(id, row -> mayMove(row, Move.CANCEL), (tx, row) -> {
            family.clear();
            if (runner || row.state() == TaskState.RUNNING) {
                want(tx, row, Want.CANCEL);
            } else {
                cancelled(tx, row, Cleanup.OWED);
            }
            for (Row child : Family.descendants(tx, id)) {
                if (cancelChild(tx, child)) {
                    family.add(child);
                }
            }
        });
        return new Answer(answer.before(), answer.granted(), List.copyOf(family));
    }

    private boolean cancelChild(Tx tx, Row child) throws SQLException {
        if (!mayMove(child, Move.CANCEL)) {
            return false;
        }
        // One that is being cleaned up is cancelled once that is done.
        if (child.state() == TaskState.RUNNING || child.cleanup() == Cleanup.RUNNING) {
            want(tx, child, Want.CANCEL);
        } else {
            cancelled(tx, child, Cleanup.OWED);
        }
        return true;
    }

    Answer retry(String id) {
        return change(
                id,
                row -> mayMove(row, Move.RETRY) && row.cleanup() != Cleanup.RUNNING,
                (tx, row) -> announced(
                        tx,
                        TaskTable.move(
                                tx,
                                row,
                                Move.RETRY,
                                clock.millis(),
                                "error = NULL, result = NULL, phase = NULL, finished = NULL, attempts = attempts + 1,"
                                        + " tries = 0, crashes = 0, not_before = 0, cleanup = 'none', wanted = 'run'")));
    }

    /** Takes a finished task out of the list; the row of one that must be cleaned up stays until it has been. */
    Answer delete(String id) {
        return change(id, row -> row.state().finished(), (tx, row) -> {
            if (row.state() == TaskState.COMPLETED || row.cleanup() == Cleanup.DONE) {
                forget(tx, row);
            } else {
                Cleanup cleanup = row.cleanup() == Cleanup.RUNNING ? Cleanup.RUNNING : Cleanup.OWED;
                tx.update("UPDATE tasks_task SET removed = 1, cleanup = ? WHERE id = ?", cleanup.word(), id);
            }
            tx.afterCommit(() -> announcer.removed(row.task()));
        });
    }

    /** Claims the clean-up of a task for whoever calls this first; empty when there is none to do. */
    Optional<TaskRows.Details> beginCleanup(String id) {
        return store.write(tx -> {
            Optional<Row> row = TaskRows.find(tx, id).filter(WishLedger::needsCleanup);
            if (row.isEmpty()) {
                return Optional.empty();
            }
            tx.update("UPDATE tasks_task SET cleanup = 'running' WHERE id = ?", id);
            return TaskRows.details(tx, id);
        });
    }

    /** Whether it waits for its action to clean up. */
    static boolean needsCleanup(Row row) {
        boolean cancelling = row.wanted() == Want.CANCEL
                && (row.state() == TaskState.QUEUED || row.state() == TaskState.PAUSED)
                && row.cleanup() != Cleanup.RUNNING;
        return cancelling || row.cleanup() == Cleanup.OWED;
    }

    /** Writes how a clean-up ended: done, or owed again when it could not run. */
    void endCleanup(String id, Cleanup result) {
        events.ready();
        store.write(tx -> {
            Optional<Row> found = TaskRows.find(tx, id).filter(row -> row.cleanup() != Cleanup.DONE);
            if (found.isEmpty()) {
                return false;
            }
            Row row = found.get();
            if (!row.state().finished()) {
                cancelled(tx, row, result);
            } else if (row.removed() && result == Cleanup.DONE) {
                forget(tx, row);
            } else {
                tx.update("UPDATE tasks_task SET cleanup = ? WHERE id = ?", result.word(), id);
            }
            return true;
        });
    }

    /** Deletes a row; of one with a key enough stays to know a repeated request by. */
    private static void forget(Tx tx, Row row) throws SQLException {
        if (row.request() == null) {
            tx.update("DELETE FROM tasks_task WHERE id = ?", row.id());
        } else {
            tx.update(
                    "UPDATE tasks_task SET removed = 1, cleanup = 'done', input = '{}', checkpoint = NULL, result = NULL"
                            + " WHERE id = ?",
                    row.id());
        }
    }

    private void cancelled(Tx tx, Row row, Cleanup cleanup) throws SQLException {
        long now = clock.millis();
        Row after = TaskTable.move(
                tx,
                row,
                Move.CANCEL,
                now,
                "finished = ?, phase = NULL, not_before = 0, wanted = 'run', cleanup = ?",
                now,
                cleanup.word());
        events.ended(tx, after);
        announced(tx, after);
    }

    private void want(Tx tx, Row row, Want want) throws SQLException {
        tx.update("UPDATE tasks_task SET wanted = ?, updated = ? WHERE id = ?", want.word(), clock.millis(), row.id());
    }

    private static boolean mayMove(Row row, Move move) {
        return move.allowedFrom(row.state());
    }

    private Row announced(Tx tx, Row row) {
        tx.afterCommit(() -> announcer.changed(row.task()));
        return row;
    }

    private Answer change(String id, Predicate<Row> allowed, Change change) {
        return store.write(tx -> {
            Optional<Row> found = TaskRows.find(tx, id).filter(row -> !row.removed());
            if (found.isEmpty()) {
                return new Answer(found, false, List.of());
            }
            boolean granted = allowed.test(found.get());
            if (granted) {
                change.apply(tx, found.get());
            }
            return new Answer(found, granted, List.of());
        });
    }

    /**
     * What became of a wish.
     *
     * @param before the row before it; empty when there is no such task
     * @param granted whether the state allowed it
     * @param family what was changed along with it, as it was before
     */
    record Answer(Optional<Row> before, boolean granted, List<Row> family) {}

    private interface Change {
        void apply(Tx tx, Row row) throws SQLException;
    }
}

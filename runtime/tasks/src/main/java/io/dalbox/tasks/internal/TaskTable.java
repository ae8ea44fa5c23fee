package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the rows of tasks; {@link TaskRows} reads them. */
final class TaskTable {

    /** What a step of priority is worth: long enough to matter in a queue, short enough that nobody waits for ever. */
    private static final long HEAD_START = Duration.ofMinutes(10).toMillis();

    private TaskTable() {}

    static void insert(Tx tx, String id, NewTask task, long now) throws SQLException {
        tx.update(
                "INSERT INTO tasks_task (id, plugin, action, state, created, updated, parent, cause, caller, hops, input,"
                        + " idempotency_key, priority, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                task.plugin(),
                task.action(),
                TaskState.QUEUED.word(),
                now,
                now,
                task.parent(),
                task.cause(),
                task.caller(),
                task.hops(),
                task.input().toString(),
                task.key(),
                task.priority().ordinal(),
                place(id, task.priority()));
    }

    static Row prioritize(Tx tx, String id, TaskPriority priority) throws SQLException {
        tx.update(
                "UPDATE tasks_task SET priority = ?, place = ? WHERE id = ?",
                priority.ordinal(),
                place(id, priority),
                id);
        return TaskRows.require(tx, id);
    }

    /**
     * Returns where a task stands in the queue: the time of its making, moved by its priority. A number that stays the same
     * while the task waits makes the queue an index, and ageing comes by itself: whoever is made later stands further back. The
     * time is that of the id, which never goes back with the clock.
     */
    private static long place(String id, TaskPriority priority) {
        return TaskIds.millis(id) + (TaskPriority.NORMAL.ordinal() - priority.ordinal()) * HEAD_START;
    }

    /**
     * Moves a row to another state.
     *
     * @param set further columns, as SQL, with {@code args} for its parameters
     * @return the row as it is now
     */
    static Row move(Tx tx, Row row, Move move, long now, String set, @Nullable Object... args) throws SQLException {
        if (!move.allowedFrom(row.state())) {
            throw new SQLException("The task " + row.id() + " is " + row.state().word() + ": no " + move);
        }
        List<@Nullable Object> all = new ArrayList<>(List.of(move.to().word(), now));
        all.addAll(Arrays.asList(args));
        all.add(row.id());
        tx.update("UPDATE tasks_task SET state = ?, updated = ?, " + set + " WHERE id = ?", all.toArray());
        return TaskRows.require(tx, row.id());
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.json.Json;
import io.dalbox.store.Tx;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the rows of tasks. Times are milliseconds since 1970. */
final class TaskTable {

    static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE tasks_task (
              id TEXT PRIMARY KEY,
              plugin TEXT NOT NULL,
              action TEXT NOT NULL,
              title TEXT,
              state TEXT NOT NULL,
              done BIGINT,
              total BIGINT,
              phase TEXT,
              attempts INTEGER NOT NULL DEFAULT 0,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              started BIGINT,
              finished BIGINT,
              parent TEXT,
              cause TEXT,
              caller TEXT NOT NULL,
              hops INTEGER NOT NULL,
              error TEXT,
              result TEXT,
              input TEXT NOT NULL,
              checkpoint TEXT,
              wanted TEXT NOT NULL DEFAULT 'run',
              cleanup TEXT NOT NULL DEFAULT 'none',
              run BIGINT NOT NULL DEFAULT 0,
              tries INTEGER NOT NULL DEFAULT 0,
              crashes INTEGER NOT NULL DEFAULT 0,
              not_before BIGINT NOT NULL DEFAULT 0,
              removed INTEGER NOT NULL DEFAULT 0
            );
            CREATE INDEX tasks_task_queue ON tasks_task (state, plugin, action, id);
            CREATE INDEX tasks_task_plugin ON tasks_task (plugin, id);
            CREATE INDEX tasks_task_parent ON tasks_task (parent);
            CREATE INDEX tasks_task_cleanup ON tasks_task (cleanup, plugin, action);
            CREATE INDEX tasks_task_state ON tasks_task (state, id);
            """);

    /** Everything but the input and the checkpoint, which may be large. */
    private static final String SELECT =
            "SELECT id, plugin, action, title, state, done, total, phase, attempts, created,"
                    + " started, finished, parent, cause, error, result, wanted, cleanup, run, tries, removed FROM tasks_task ";

    private TaskTable() {}

    static void insert(Tx tx, String id, NewTask task, long now) throws SQLException {
        tx.update(
                "INSERT INTO tasks_task (id, plugin, action, state, created, updated, parent, cause, caller, hops, input)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
                task.input().toString());
    }

    /** Finds a row, also of a deleted task. */
    static Optional<Row> find(Tx tx, String id) throws SQLException {
        return tx.one(SELECT + "WHERE id = ?", TaskTable::row, id);
    }

    static Row require(Tx tx, String id) throws SQLException {
        return find(tx, id).orElseThrow(() -> new SQLException("The task " + id + " vanished in its transaction"));
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
        return require(tx, row.id());
    }

    static List<Row> page(Tx tx, @Nullable TaskState state, @Nullable String plugin, int limit, @Nullable String before)
            throws SQLException {
        StringBuilder where = new StringBuilder("WHERE removed = 0");
        List<Object> args = new ArrayList<>();
        if (state != null) {
            where.append(" AND state = ?");
            args.add(state.word());
        }
        if (plugin != null) {
            where.append(" AND plugin = ?");
            args.add(plugin);
        }
        if (before != null) {
            where.append(" AND id < ?");
            args.add(before);
        }
        args.add(limit);
        return tx.query(SELECT + where + " ORDER BY id DESC LIMIT ?", TaskTable::row, args.toArray());
    }

    /** Returns who asked, with what, and how far it had come. */
    static Optional<Details> details(Tx tx, String id) throws SQLException {
        return tx.one(
                "SELECT caller, hops, input, checkpoint FROM tasks_task WHERE id = ?",
                row -> new Details(
                        row.getString("caller"),
                        row.getInt("hops"),
                        (ObjectNode) Json.mapper().readTree(row.getString("input")),
                        json(row.getString("checkpoint"))),
                id);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                task(row),
                Want.of(row.getString("wanted")),
                Cleanup.of(row.getString("cleanup")),
                row.getLong("run"),
                row.getInt("tries"),
                row.getInt("removed") != 0);
    }

    private static Task task(ResultSet row) throws SQLException {
        TaskState state = TaskState.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
        Long done = number(row, "done");
        Long total = number(row, "total");
        return new Task(
                row.getString("id"),
                row.getString("plugin"),
                row.getString("action"),
                row.getString("title"),
                state,
                state.word(),
                state == TaskState.COMPLETED ? Double.valueOf(100) : Percent.of(done, total),
                null,
                done,
                total,
                null,
                row.getString("phase"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created")),
                time(row, "started"),
                time(row, "finished"),
                row.getString("parent"),
                row.getString("cause"),
                row.getString("error"),
                json(row.getString("result")));
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.mapper().readTree(text);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /**
     * What a run needs beyond the row.
     *
     * @param caller who asked
     * @param hops events between it and its first cause
     * @param input the task's input
     * @param checkpoint what was saved last
     */
    record Details(
            String caller,
            int hops,
            ObjectNode input,
            @Nullable JsonNode checkpoint) {}
}

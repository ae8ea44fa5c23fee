package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import io.dalbox.json.Json;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskPriority;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the rows of tasks. */
final class TaskRows {

    /** Everything but the input and the checkpoint, which may be large. */
    private static final String SELECT =
            "SELECT id, plugin, action, title, state, done, total, phase, priority, attempts, created, started, finished,"
                    + " parent, cause, error, result, wanted, cleanup, run, tries, hops, removed, idempotency_key"
                    + " FROM tasks_task ";

    private static final TaskPriority[] PRIORITIES = TaskPriority.values();

    private TaskRows() {}

    /** Finds a row, also of a deleted task. */
    static Optional<Row> find(Tx tx, String id) throws SQLException {
        return tx.one(SELECT + "WHERE id = ?", TaskRows::row, id);
    }

    static Row require(Tx tx, String id) throws SQLException {
        return find(tx, id).orElseThrow(() -> new SQLException("The task " + id + " vanished in its transaction"));
    }

    /** Finds the row that an action has for a key, also of a deleted task. */
    static Optional<Row> keyed(Tx tx, String plugin, String action, String key) throws SQLException {
        return tx.one(
                SELECT + "WHERE plugin = ? AND action = ? AND idempotency_key = ?", TaskRows::row, plugin, action, key);
    }

    static List<Row> causedBy(Tx tx, String cause, int limit) throws SQLException {
        return query(tx, "WHERE cause = ? AND removed = 0 ORDER BY id LIMIT ?", cause, limit);
    }

    static List<Row> children(Tx tx, String parent, int limit) throws SQLException {
        return query(tx, "WHERE parent = ? AND removed = 0 ORDER BY id LIMIT ?", parent, limit);
    }

    /** Reads what a condition names, which is SQL of the caller. */
    static List<Row> query(Tx tx, String where, @Nullable Object... args) throws SQLException {
        return tx.query(SELECT + where, TaskRows::row, args);
    }

    static List<Row> page(Tx tx, TaskQuery query, int limit, @Nullable String before) throws SQLException {
        StringBuilder where = new StringBuilder("WHERE removed = 0");
        List<Object> args = new ArrayList<>();
        TaskState state = query.state();
        narrow(where, args, " AND state = ?", state == null ? null : state.word());
        narrow(where, args, " AND plugin = ?", query.plugin());
        narrow(where, args, " AND action = ?", query.action());
        narrow(where, args, " AND parent = ?", query.parent());
        narrow(where, args, " AND cause = ?", query.cause());
        narrow(where, args, " AND id < ?", before);
        args.add(limit);
        return query(tx, where + " ORDER BY id DESC LIMIT ?", args.toArray());
    }

    private static void narrow(StringBuilder where, List<Object> args, String condition, @Nullable String value) {
        if (value != null) {
            where.append(condition);
            args.add(value);
        }
    }

    /** Returns who asked, with what, and how far it had come. */
    static Optional<Details> details(Tx tx, String id) throws SQLException {
        return tx.one(
                "SELECT caller, idempotency_key, hops, input, checkpoint FROM tasks_task WHERE id = ?",
                row -> new Details(
                        row.getString("caller"),
                        row.getString("idempotency_key"),
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
                row.getInt("hops"),
                row.getInt("removed") != 0,
                row.getString("idempotency_key"));
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
                PRIORITIES[Math.clamp(row.getInt("priority"), 0, PRIORITIES.length - 1)],
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
     * @param key what names the request
     * @param hops events between it and its first cause
     * @param input the task's input
     * @param checkpoint what was saved last
     */
    record Details(
            String caller,
            @Nullable String key,
            int hops,
            ObjectNode input,
            @Nullable JsonNode checkpoint) {}
}

package io.dalbox.tasks.internal;

import io.dalbox.json.Json;
import io.dalbox.store.Store;
import io.dalbox.tasks.TaskState;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads which tasks wait to run. */
final class Queue {

    private static final String DUE = " FROM tasks_task WHERE state = 'queued' AND plugin = ? AND action = ?"
            + " AND wanted = 'run' AND removed = 0 AND not_before ";

    private final Store store;
    private final Announcer announcer;

    Queue(Store store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    /** Returns the tasks of an action that may run now, in the order of their making; on wish only those with a parent. */
    List<Waiting> due(Key key, List<String> exclusive, long now, int limit, boolean childrenOnly) {
        String which = childrenOnly ? " AND parent IS NOT NULL" : "";
        return store.read(tx -> tx.query(
                "SELECT id, phase, input" + DUE + "<= ?" + which + " ORDER BY id LIMIT ?",
                row -> new Waiting(row.getString(1), row.getString(2), held(row.getString(3), exclusive)),
                key.plugin(),
                key.action(),
                now,
                limit));
    }

    /** Returns when the next one that waits for a time may run. */
    OptionalLong next(Key key, long now) {
        long next = store.read(tx -> tx.one(
                        "SELECT MIN(not_before)" + DUE + "> ?", row -> row.getLong(1), key.plugin(), key.action(), now)
                .orElse(0L));
        return next == 0 ? OptionalLong.empty() : OptionalLong.of(next);
    }

    /** Says on each of the tasks why it waits. */
    void explain(Map<String, String> phases) {
        store.write(tx -> {
            for (Map.Entry<String, String> phase : phases.entrySet()) {
                int changed = tx.update(
                        "UPDATE tasks_task SET phase = ? WHERE id = ? AND state = ?",
                        phase.getValue(),
                        phase.getKey(),
                        TaskState.QUEUED.word());
                if (changed > 0) {
                    Row row = TaskTable.require(tx, phase.getKey());
                    tx.afterCommit(() -> announcer.changed(row.task()));
                }
            }
            return phases.size();
        });
    }

    private static Set<String> held(String input, List<String> exclusive) {
        Set<String> values = new LinkedHashSet<>();
        if (!exclusive.isEmpty()) {
            JsonNode json = Json.mapper().readTree(input);
            for (String parameter : exclusive) {
                JsonNode value = json.path(parameter);
                if (value.isString() && !value.asString().isBlank()) {
                    values.add(value.asString().strip());
                }
            }
        }
        return values;
    }

    /**
     * A task that waits.
     *
     * @param id its id
     * @param phase what it says it waits for
     * @param exclusive the values that it needs for itself
     */
    record Waiting(String id, @Nullable String phase, Set<String> exclusive) {}
}

package io.dalbox.tasks.internal;

import io.dalbox.json.Json;
import io.dalbox.store.Store;
import io.dalbox.tasks.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which tasks wait to run. */
final class Queue {

    private static final String QUEUED =
            " FROM tasks_task WHERE state = 'queued' AND plugin = ? AND action = ? AND wanted = 'run' AND removed = 0";

    /**
     * A task that was put off at a time that has not come yet, by a clock that was set back since, is due: otherwise it would wait
     * for as long as the clock was set back.
     */
    private static final String DUE = QUEUED + " AND (not_before <= ? OR updated > ?)";

    private static final String LATER = QUEUED + " AND not_before > ? AND updated <= ?";

    /** A clock is adjusted a little all the time. */
    private static final long SLACK = Duration.ofMinutes(1).toMillis();

    /** No chain of parents is longer; a longer one is not followed to its end. */
    private static final int DEPTH = 64;

    private final Store store;
    private final Announcer announcer;

    Queue(Store store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    /** Returns the tasks of an action that may run now, by priority and age; on wish only those with a parent. */
    List<Waiting> due(Key key, List<String> exclusive, long now, int limit, boolean childrenOnly) {
        String which = childrenOnly ? " AND parent IS NOT NULL" : "";
        String input = exclusive.isEmpty() ? "NULL" : "input";
        return store.read(tx -> tx.query(
                "SELECT id, phase, parent, place, " + input + DUE + which + " ORDER BY place, id LIMIT ?",
                row -> new Waiting(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        claims(row.getString(5), exclusive)),
                key.plugin(),
                key.action(),
                now,
                now + SLACK,
                limit));
    }

    /** Returns the place of the first of them. */
    OptionalLong first(Key key, long now) {
        return optional(store.read(tx -> tx.one(
                "SELECT place" + DUE + " ORDER BY place, id LIMIT 1",
                row -> row.getLong(1),
                key.plugin(),
                key.action(),
                now,
                now + SLACK)));
    }

    /** Returns in how many milliseconds the next one that waits for a time may run. */
    OptionalLong next(Key key, long now) {
        long next = store.read(tx -> tx.one(
                        "SELECT MIN(not_before)" + LATER,
                        row -> row.getLong(1),
                        key.plugin(),
                        key.action(),
                        now,
                        now + SLACK)
                .orElse(0L));
        return next == 0 ? OptionalLong.empty() : OptionalLong.of(Math.max(1, next - now));
    }

    /** Returns the tasks that a child descends from. */
    Set<String> family(@Nullable String parent) {
        Set<String> family = new HashSet<>();
        if (parent != null) {
            store.read(tx -> {
                for (String id = parent; id != null && family.size() < DEPTH && family.add(id); ) {
                    id = tx.one(
                                    "SELECT parent FROM tasks_task WHERE id = ?",
                                    row -> Optional.ofNullable(row.getString(1)),
                                    id)
                            .flatMap(found -> found)
                            .orElse(null);
                }
                return family;
            });
        }
        return family;
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
                    Row row = TaskRows.require(tx, phase.getKey());
                    tx.afterCommit(() -> announcer.changed(row.task()));
                }
            }
            return phases.size();
        });
    }

    private static Set<Claim> claims(@Nullable String input, List<String> exclusive) {
        return input == null ? Set.of() : Claim.in(Json.mapper().readTree(input), exclusive);
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    /**
     * A task that waits.
     *
     * @param id its id
     * @param phase what it says it waits for
     * @param parent the task that started it
     * @param place where it stands: smaller comes first
     * @param claims what it needs for itself
     */
    record Waiting(
            String id, @Nullable String phase, @Nullable String parent, long place, Set<Claim> claims) {}
}

package io.dalbox.events.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.EventTypes.Type;
import io.dalbox.json.Json;
import io.dalbox.json.SchemaChanges;
import io.dalbox.json.SchemaChanges.Change;
import io.dalbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The last schema of each version of each event type. Thread-safe. */
final class TypeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(TypeMemory.class);

    private final Store store;
    private final Map<String, Map<Integer, String>> known = new ConcurrentHashMap<>();

    TypeMemory(Store store) {
        this.store = store;
        Tables.prepare(store);
        store.read(tx -> tx.query(
                "SELECT type, version, data_schema FROM events_type",
                row -> versionsOf(row.getString(1)).put(row.getInt(2), row.getString(3)) == null));
    }

    private Map<Integer, String> versionsOf(String type) {
        return known.computeIfAbsent(type, name -> new ConcurrentSkipListMap<>());
    }

    List<Integer> versions(String type) {
        return new ArrayList<>(known.getOrDefault(type, Map.of()).keySet());
    }

    /** Remembers a type's schema, or refuses it where it breaks those who read what the same version promised. */
    void accept(Type type) {
        String schema = type.schema().json().toString();
        String before = versionsOf(type.name()).get(type.version());
        if (schema.equals(before)) {
            return;
        }
        if (before != null) {
            check(type, (ObjectNode) Json.mapper().readTree(before));
        }
        try {
            store.write(tx -> tx.update(
                    "INSERT INTO events_type (type, version, data_schema) VALUES (?, ?, ?)"
                            + " ON CONFLICT (type, version) DO UPDATE SET data_schema = excluded.data_schema",
                    type.name(),
                    type.version(),
                    schema));
        } catch (DatabaseException failed) {
            // A full disk must not keep a plugin from starting; its next start remembers.
            LOG.warn("The schema of the event type {} could not be remembered", type.name(), failed);
        }
        versionsOf(type.name()).put(type.version(), schema);
    }

    private static void check(Type type, ObjectNode before) {
        List<Change> breaking = SchemaChanges.between(before, type.schema().json()).stream()
                .filter(Change::breaking)
                .toList();
        if (!breaking.isEmpty()) {
            throw new IllegalArgumentException("The schema of the event type " + type.name() + " version "
                    + type.version() + " breaks those who read it: "
                    + breaking.stream()
                            .map(change -> change.pointer() + " " + change.detail())
                            .collect(Collectors.joining("; "))
                    + ". " + type.owner() + " must give it a higher version");
        }
    }
}

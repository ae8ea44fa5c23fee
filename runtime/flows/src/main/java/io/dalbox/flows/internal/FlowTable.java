package io.dalbox.flows.internal;

import io.dalbox.events.RetryPolicy;
import io.dalbox.flows.FlowSpec;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The flows' rows. Times are milliseconds since 1970. */
final class FlowTable {

    private static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE flows_flow (
              id TEXT PRIMARY KEY,
              name TEXT NOT NULL,
              enabled INTEGER NOT NULL,
              event TEXT NOT NULL,
              condition TEXT,
              plugin TEXT NOT NULL,
              action TEXT NOT NULL,
              parameters TEXT NOT NULL,
              attempts INTEGER NOT NULL,
              backoff BIGINT NOT NULL,
              longest BIGINT NOT NULL,
              max_age BIGINT NOT NULL,
              concurrency INTEGER NOT NULL,
              per_minute INTEGER NOT NULL,
              cut TEXT,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL,
              caller TEXT NOT NULL
            );
            """);

    private final Store store;

    FlowTable(Store store) {
        this.store = store;
        store.migrate("flows", MIGRATIONS);
    }

    List<Stored> list() {
        return store.read(tx -> tx.query("SELECT * FROM flows_flow ORDER BY name, id", FlowTable::row));
    }

    void insert(Stored flow, String caller) {
        store.write(tx -> tx.update(
                "INSERT INTO flows_flow (name, enabled, event, condition, plugin, action, parameters, attempts, backoff,"
                        + " longest, max_age, concurrency, per_minute, cut, created, updated, caller, id)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values(flow, caller)));
    }

    void update(Stored flow, String caller) {
        store.write(tx -> tx.update(
                "UPDATE flows_flow SET name = ?, enabled = ?, event = ?, condition = ?, plugin = ?, action = ?,"
                        + " parameters = ?, attempts = ?, backoff = ?, longest = ?, max_age = ?, concurrency = ?,"
                        + " per_minute = ?, cut = ?, created = ?, updated = ?, caller = ? WHERE id = ?",
                values(flow, caller)));
    }

    void cut(String id, @Nullable String reason) {
        store.write(tx -> tx.update("UPDATE flows_flow SET cut = ? WHERE id = ?", reason, id));
    }

    void delete(String id) {
        store.write(tx -> tx.update("DELETE FROM flows_flow WHERE id = ?", id));
    }

    private static @Nullable Object[] values(Stored flow, String caller) {
        FlowSpec spec = flow.spec();
        ObjectNode with = Json.mapper().createObjectNode();
        spec.with().forEach(with::put);
        RetryPolicy retry = spec.retry();
        return new @Nullable Object[] {
            spec.name(),
            spec.enabled(),
            spec.event(),
            spec.when(),
            spec.plugin(),
            spec.action(),
            with.toString(),
            retry.attempts(),
            retry.backoff().toMillis(),
            retry.longest().toMillis(),
            retry.maxAge().toMillis(),
            spec.concurrency(),
            spec.perMinute(),
            flow.cut(),
            flow.created().toEpochMilli(),
            flow.updated().toEpochMilli(),
            caller,
            flow.id()
        };
    }

    private static Stored row(ResultSet row) throws SQLException {
        Map<String, String> with = new LinkedHashMap<>();
        Json.mapper()
                .readTree(row.getString("parameters"))
                .properties()
                .forEach(parameter ->
                        with.put(parameter.getKey(), parameter.getValue().asString("")));
        FlowSpec spec = new FlowSpec(
                row.getString("name"),
                row.getInt("enabled") != 0,
                row.getString("event"),
                row.getString("condition"),
                row.getString("plugin"),
                row.getString("action"),
                with,
                new RetryPolicy(
                        row.getInt("attempts"),
                        Duration.ofMillis(row.getLong("backoff")),
                        Duration.ofMillis(row.getLong("longest")),
                        Duration.ofMillis(row.getLong("max_age"))),
                row.getInt("concurrency"),
                row.getInt("per_minute"));
        return new Stored(
                row.getString("id"),
                spec,
                row.getString("cut"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")));
    }
}

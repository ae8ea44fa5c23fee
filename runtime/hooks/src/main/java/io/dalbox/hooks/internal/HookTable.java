package io.dalbox.hooks.internal;

import io.dalbox.data.Tx;
import io.dalbox.hooks.HookSpec;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** The rows of the hooks, and of the messages that came lately. */
final class HookTable {

    private static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE hooks_hook (
              id TEXT PRIMARY KEY,
              direction TEXT NOT NULL,
              name TEXT NOT NULL,
              type TEXT NOT NULL,
              enabled INTEGER NOT NULL,
              max_bytes INTEGER NOT NULL,
              url TEXT,
              headers TEXT NOT NULL,
              allow_private INTEGER NOT NULL,
              secret TEXT NOT NULL,
              detail TEXT,
              created BIGINT NOT NULL,
              updated BIGINT NOT NULL
            );
            CREATE TABLE hooks_message (
              hook TEXT NOT NULL,
              message TEXT NOT NULL,
              event TEXT NOT NULL,
              received BIGINT NOT NULL,
              PRIMARY KEY (hook, message)
            );
            CREATE INDEX hooks_message_received ON hooks_message (received);
            """);

    /** Senders repeat for minutes when our answer was lost; twice the tolerance is the least against replays. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final String SELECT = "SELECT id, direction, name, type, enabled, max_bytes, url, headers,"
            + " allow_private, secret, detail, created, updated FROM hooks_hook ";
    private static final TypeReference<LinkedHashMap<String, String>> HEADERS = new TypeReference<>() {};

    private final Store store;

    HookTable(Store store) {
        this.store = store;
        store.migrate("hooks", MIGRATIONS);
    }

    List<Stored> list() {
        return store.read(tx -> tx.query(SELECT + "ORDER BY name, id", HookTable::row));
    }

    Optional<Stored> find(String id) {
        return store.read(tx -> tx.one(SELECT + "WHERE id = ?", HookTable::row, id));
    }

    void insert(Stored hook) {
        @Nullable Object[] values = values(hook);
        store.write(tx -> tx.update(
                "INSERT INTO hooks_hook (direction, name, type, enabled, max_bytes, url, headers, allow_private,"
                        + " secret, detail, created, updated, id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values));
    }

    void update(Stored hook) {
        @Nullable Object[] values = values(hook);
        store.write(tx -> tx.update(
                "UPDATE hooks_hook SET direction = ?, name = ?, type = ?, enabled = ?, max_bytes = ?, url = ?,"
                        + " headers = ?, allow_private = ?, secret = ?, detail = ?, created = ?, updated = ?"
                        + " WHERE id = ?",
                values));
    }

    /** Switches one off that must not go on, and says why. */
    void switchOff(String id, String detail) {
        store.write(tx -> tx.update("UPDATE hooks_hook SET enabled = 0, detail = ? WHERE id = ?", detail, id));
    }

    void delete(String id) {
        store.write(tx -> tx.update("DELETE FROM hooks_hook WHERE id = ?", id)
                + tx.update("DELETE FROM hooks_message WHERE hook = ?", id));
    }

    /** Returns the event that a message led to. */
    static Optional<String> event(Tx tx, String hook, String message) throws SQLException {
        return tx.one(
                "SELECT event FROM hooks_message WHERE hook = ? AND message = ?",
                row -> row.getString(1),
                hook,
                message);
    }

    /** Remembers a message, and forgets old ones. */
    static void remember(Tx tx, String hook, String message, String event, Instant now) throws SQLException {
        tx.update(
                "DELETE FROM hooks_message WHERE received < ?",
                now.minus(REMEMBERED).toEpochMilli());
        tx.update(
                "INSERT INTO hooks_message (hook, message, event, received) VALUES (?, ?, ?, ?)",
                hook,
                message,
                event,
                now.toEpochMilli());
    }

    private static @Nullable Object[] values(Stored hook) {
        HookSpec spec = hook.spec();
        HookSpec.Out out = spec instanceof HookSpec.Out given ? given : null;
        return new @Nullable Object[] {
            out == null ? "in" : "out",
            spec.name(),
            spec.type(),
            spec.enabled() ? 1 : 0,
            spec instanceof HookSpec.In in ? in.maxBytes() : 0,
            out == null ? null : out.url(),
            Json.mapper().writeValueAsString(hook.headers()),
            out != null && out.privateAllowed() ? 1 : 0,
            hook.secret(),
            hook.detail(),
            hook.created().toEpochMilli(),
            hook.updated().toEpochMilli(),
            hook.id()
        };
    }

    private static Stored row(ResultSet row) throws SQLException {
        Map<String, String> headers = Json.mapper().readValue(row.getString("headers"), HEADERS);
        return new Stored(
                row.getString("id"),
                row.getString("direction").equals("in") ? in(row) : out(row, headers),
                headers,
                row.getString("secret"),
                row.getString("detail"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")));
    }

    private static HookSpec in(ResultSet row) throws SQLException {
        return new HookSpec.In(
                row.getString("name"), row.getString("type"), row.getInt("enabled") != 0, row.getInt("max_bytes"));
    }

    private static HookSpec out(ResultSet row, Map<String, String> headers) throws SQLException {
        Map<String, @Nullable String> names = new LinkedHashMap<>();
        headers.keySet().forEach(name -> names.put(name, null));
        return new HookSpec.Out(
                row.getString("name"),
                row.getString("type"),
                row.getInt("enabled") != 0,
                row.getString("url"),
                names,
                row.getInt("allow_private") != 0);
    }
}

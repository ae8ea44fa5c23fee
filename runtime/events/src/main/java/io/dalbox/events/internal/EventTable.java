package io.dalbox.events.internal;

import io.dalbox.event.EventInfo;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import io.dalbox.store.Tx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The journal's rows. The database gives each its sequence, in the order of the commits. */
final class EventTable {

    private static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE events_journal (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL UNIQUE,
              source TEXT NOT NULL,
              type TEXT NOT NULL,
              time BIGINT NOT NULL,
              subject TEXT,
              causationid TEXT,
              hops INTEGER NOT NULL,
              data TEXT NOT NULL
            );
            CREATE INDEX events_journal_type ON events_journal (type, sequence);
            CREATE TABLE events_cursor (
              subscriber TEXT NOT NULL,
              type TEXT NOT NULL,
              sequence BIGINT NOT NULL,
              PRIMARY KEY (subscriber, type)
            );
            """);

    private static final int MAX_ROWS = 1000;
    private static final String SELECT =
            "SELECT sequence, id, source, type, time, subject, causationid, hops, data FROM events_journal ";

    private final Store store;

    EventTable(Store store) {
        this.store = store;
        store.migrate("events", MIGRATIONS);
    }

    JournalEvent insert(Tx tx, ReadyEvent ready) throws SQLException {
        NewEvent event = ready.event();
        EventInfo info = new EventInfo(
                ready.id(),
                source(event.publisher()),
                event.type(),
                ready.time(),
                event.subject(),
                event.causationId(),
                event.hops());
        long sequence = tx.insert(
                "INSERT INTO events_journal (id, source, type, time, subject, causationid, hops, data)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                info.id(),
                info.source(),
                info.type(),
                info.time().toEpochMilli(),
                info.subject(),
                info.causationId(),
                info.hops(),
                event.data().toString());
        return new JournalEvent(sequence, info, event.data());
    }

    List<JournalEvent> read(long after, int limit, @Nullable String type) {
        int rows = Math.clamp(limit, 1, MAX_ROWS);
        return type == null
                ? select("WHERE sequence > ? ORDER BY sequence LIMIT ?", after, rows)
                : select("WHERE type = ? AND sequence > ? ORDER BY sequence LIMIT ?", type, after, rows);
    }

    List<JournalEvent> newest(long before, int limit, @Nullable String type) {
        int rows = Math.clamp(limit, 1, MAX_ROWS);
        long bound = before <= 0 ? Long.MAX_VALUE : before;
        return type == null
                ? select("WHERE sequence < ? ORDER BY sequence DESC LIMIT ?", bound, rows)
                : select("WHERE type = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?", type, bound, rows);
    }

    long last() {
        return store.read(EventTable::last);
    }

    static long last(Tx tx) throws SQLException {
        return tx.one("SELECT MAX(sequence) FROM events_journal", row -> row.getLong(1))
                .orElse(0L);
    }

    private List<JournalEvent> select(String where, Object... args) {
        return store.read(tx -> tx.query(SELECT + where, EventTable::event, args));
    }

    private static JournalEvent event(ResultSet row) throws SQLException {
        EventInfo info = new EventInfo(
                row.getString("id"),
                row.getString("source"),
                row.getString("type"),
                Instant.ofEpochMilli(row.getLong("time")),
                row.getString("subject"),
                row.getString("causationid"),
                row.getInt("hops"));
        ObjectNode data = (ObjectNode) Json.mapper().readTree(row.getString("data"));
        return new JournalEvent(row.getLong("sequence"), info, data);
    }

    private static String source(String publisher) {
        return publisher.equals("core") ? "/core" : "/module/" + publisher;
    }
}

package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The rows of deliveries: one for each event and subscriber of which something is kept. */
final class DeliveryTable {

    private static final String COLUMNS =
            "id, subscriber, event, sequence, type, state, attempts, created, updated, due,"
                    + " duration, error, task, detail, envelope, beside";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM events_delivery ";
    private static final String LIGHT =
            "SELECT " + COLUMNS.replace("envelope", "NULL AS envelope") + " FROM events_delivery ";

    private static final String UPSERT = """
            INSERT INTO events_delivery (subscriber, event, sequence, type, state, attempts, created, updated, due,
              duration, error, task, detail, envelope, beside)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (event, subscriber) DO UPDATE SET state = excluded.state, attempts = excluded.attempts,
              created = excluded.created, updated = excluded.updated, due = excluded.due, duration = excluded.duration,
              error = excluded.error, task = excluded.task, detail = excluded.detail, envelope = excluded.envelope,
              beside = excluded.beside
            RETURNING id""";

    private final Store store;

    DeliveryTable(Store store) {
        this.store = store;
    }

    /** Writes what became of a delivery and returns it as it is kept. */
    static DeliveryRecord write(Tx tx, DeliveryRow row) throws SQLException {
        String envelope = row.keepsEvent() ? row.event().toCloudEvent().toString() : null;
        long id = tx.one(
                        UPSERT,
                        key -> key.getLong(1),
                        row.subscriber(),
                        row.event().info().id(),
                        row.event().sequence(),
                        row.event().info().type(),
                        row.state().word(),
                        row.attempts(),
                        row.created().toEpochMilli(),
                        row.updated().toEpochMilli(),
                        millis(row.due()),
                        row.duration(),
                        row.error(),
                        row.task(),
                        row.detail() == null ? null : row.detail().toString(),
                        envelope,
                        row.beside())
                .orElseThrow();
        return row.record(id);
    }

    /** Removes what was kept of a delivery that its subscriber did not want after all. */
    void remove(String subscriber, String event) {
        store.write(
                tx -> tx.update("DELETE FROM events_delivery WHERE event = ? AND subscriber = ?", event, subscriber));
    }

    /** Returns the highest sequence of which something is kept, 0 for nothing. */
    long highest(String subscriber) {
        return store.read(tx -> tx.one(
                        "SELECT MAX(sequence) FROM events_delivery WHERE subscriber = ?",
                        row -> row.getLong(1),
                        subscriber)
                .orElse(0L));
    }

    Optional<Kept> find(String subscriber, String event) {
        return store.read(tx -> tx.one(SELECT + "WHERE event = ? AND subscriber = ?", Kept::read, event, subscriber));
    }

    Optional<Kept> find(long id) {
        return store.read(tx -> find(tx, id));
    }

    static Optional<Kept> find(Tx tx, long id) throws SQLException {
        return tx.one(SELECT + "WHERE id = ?", Kept::read, id);
    }

    /** Returns those apart from the order that are to be tried next, the most urgent first. */
    List<Kept> waiting(String subscriber, String type, int limit) {
        return store.read(tx -> tx.query(
                SELECT + "WHERE subscriber = ? AND due IS NOT NULL AND beside = 1 AND type = ? ORDER BY due LIMIT ?",
                Kept::read,
                subscriber,
                type,
                limit));
    }

    /** Returns how many of them there are, counted up to a bound. */
    int waitingCount(String subscriber, String type, int most) {
        return store.read(tx -> tx.one(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM events_delivery WHERE subscriber = ? AND due IS NOT NULL"
                                + " AND beside = 1 AND type = ? LIMIT ?) AS some",
                        row -> row.getInt(1),
                        subscriber,
                        type,
                        most)
                .orElse(0));
    }

    /** Lists without the events. */
    List<DeliveryRecord> list(String where, Object... args) {
        return store.read(tx -> tx.query(LIGHT + where, row -> Kept.read(row).record(), args));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    /** A row, and whether it is apart from the order. */
    record Kept(DeliveryRecord record, boolean beside) {

        static Kept read(ResultSet row) throws SQLException {
            long due = row.getLong("due");
            Instant next = row.wasNull() ? null : Instant.ofEpochMilli(due);
            return new Kept(
                    new DeliveryRecord(
                            Long.toString(row.getLong("id")),
                            row.getString("subscriber"),
                            row.getString("event"),
                            row.getLong("sequence"),
                            row.getString("type"),
                            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getInt("attempts"),
                            Instant.ofEpochMilli(row.getLong("created")),
                            Instant.ofEpochMilli(row.getLong("updated")),
                            next,
                            row.getDouble("duration"),
                            row.getString("error"),
                            row.getString("task"),
                            object(row.getString("detail")),
                            object(row.getString("envelope"))),
                    row.getInt("beside") == 1);
        }

        private static @Nullable ObjectNode object(@Nullable String json) {
            return json == null ? null : (ObjectNode) Json.mapper().readTree(json);
        }
    }
}

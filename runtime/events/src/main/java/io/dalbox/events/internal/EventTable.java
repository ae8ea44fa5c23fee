package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.event.EventInfo;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The journal's rows. The database gives each its sequence, in the order of the commits. */
final class EventTable {

    static final int MAX_ROWS = 1000;
    static final String COLUMNS = "sequence, id, source, type, time, subject, causationid, hops, data";

    private static final String SELECT = "SELECT " + COLUMNS + " FROM events_journal ";
    private static final String INSERT =
            "INSERT INTO events_journal (id, source, type, time, subject, causationid, hops,"
                    + " data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Store store;

    EventTable(Store store) {
        this.store = store;
        Tables.prepare(store);
    }

    JournalEvent insert(Tx tx, Checked checked) throws SQLException {
        EventInfo info = info(checked.ready());
        return new JournalEvent(
                tx.insert(INSERT, values(info, checked.text())),
                info,
                checked.ready().event().data());
    }

    /** Appends several. There is one writer, so what one transaction inserts in a row is numbered in a row. */
    List<JournalEvent> insert(Tx tx, List<Checked> batch) throws SQLException {
        List<JournalEvent> events = new ArrayList<>(batch.size());
        List<@Nullable Object[]> rest = new ArrayList<>(batch.size());
        for (Checked checked : batch) {
            if (events.isEmpty()) {
                events.add(insert(tx, checked));
            } else {
                EventInfo info = info(checked.ready());
                rest.add(values(info, checked.text()));
                long sequence = events.getFirst().sequence() + rest.size();
                events.add(
                        new JournalEvent(sequence, info, checked.ready().event().data()));
            }
        }
        tx.updateAll(INSERT, rest);
        return events;
    }

    private static EventInfo info(ReadyEvent ready) {
        NewEvent event = ready.event();
        return new EventInfo(
                ready.id(),
                source(event.publisher()),
                event.type(),
                ready.time(),
                event.subject(),
                event.causationId(),
                event.hops());
    }

    private static @Nullable Object[] values(EventInfo info, String data) {
        return new @Nullable Object[] {
            info.id(),
            info.source(),
            info.type(),
            info.time().toEpochMilli(),
            info.subject(),
            info.causationId(),
            info.hops(),
            data
        };
    }

    List<JournalEvent> read(long after, int limit, @Nullable String type) {
        int rows = Math.clamp(limit, 1, MAX_ROWS);
        return type == null
                ? select("WHERE sequence > ? ORDER BY sequence LIMIT ?", after, rows)
                : select("WHERE type = ? AND sequence > ? ORDER BY sequence LIMIT ?", type, after, rows);
    }

    /** Reads on in order; ends early when the data would be more than so many characters, but never before the first. */
    Part part(long after, int limit, String type, long characters) {
        return store.read(tx -> {
            List<Long> sizes = tx.query(
                    "SELECT LENGTH(data) FROM events_journal WHERE type = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                    row -> row.getLong(1),
                    type,
                    after,
                    limit);
            long left = characters;
            int count = 0;
            while (count < sizes.size() && (count == 0 || sizes.get(count) <= left)) {
                left -= sizes.get(count);
                count++;
            }
            List<JournalEvent> events = count == 0 ? List.of() : read(after, count, type);
            return new Part(events, count < sizes.size() || sizes.size() == limit);
        });
    }

    /**
     * Some events in order.
     *
     * @param more whether there may be more now
     */
    record Part(List<JournalEvent> events, boolean more) {}

    List<JournalEvent> newest(long before, int limit, @Nullable String type) {
        int rows = Math.clamp(limit, 1, MAX_ROWS);
        long bound = before <= 0 ? Long.MAX_VALUE : before;
        return type == null
                ? select("WHERE sequence < ? ORDER BY sequence DESC LIMIT ?", bound, rows)
                : select("WHERE type = ? AND sequence < ? ORDER BY sequence DESC LIMIT ?", type, bound, rows);
    }

    Optional<JournalEvent> find(String id) {
        return select("WHERE id = ?", id).stream().findFirst();
    }

    List<JournalEvent> causedBy(String cause, int limit) {
        return select("WHERE causationid = ? ORDER BY sequence LIMIT ?", cause, Math.clamp(limit, 1, MAX_ROWS));
    }

    long last() {
        return store.read(EventTable::last);
    }

    static long last(Tx tx) throws SQLException {
        return tx.one("SELECT MAX(sequence) FROM events_journal", row -> row.getLong(1))
                .orElse(0L);
    }

    /**
     * Returns the sequence of the first event from that time on, or one beyond the last, by halving: time follows the sequence,
     * apart from a clock that is put back.
     */
    static long firstAt(Tx tx, long millis) throws SQLException {
        long low = tx.one("SELECT MIN(sequence) FROM events_journal", row -> row.getLong(1))
                .orElse(0L);
        long high = last(tx) + 1;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Stamp stamp = tx.one(
                            "SELECT sequence, time FROM events_journal WHERE sequence >= ? ORDER BY sequence LIMIT 1",
                            row -> new Stamp(row.getLong(1), row.getLong(2)),
                            middle)
                    .orElse(new Stamp(high, Long.MAX_VALUE));
            if (stamp.time < millis) {
                low = stamp.sequence + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** When an event was published. */
    record Stamp(long sequence, long time) {}

    private List<JournalEvent> select(String where, Object... args) {
        return store.read(tx -> tx.query(SELECT + where, EventTable::event, args));
    }

    static JournalEvent event(ResultSet row) throws SQLException {
        EventInfo info = new EventInfo(
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getString(6),
                row.getString(7),
                row.getInt(8));
        ObjectNode data = (ObjectNode) Json.mapper().readTree(row.getString(9));
        return new JournalEvent(row.getLong(1), info, data);
    }

    private static String source(String publisher) {
        return publisher.equals("core") ? "/core" : "/module/" + publisher;
    }
}

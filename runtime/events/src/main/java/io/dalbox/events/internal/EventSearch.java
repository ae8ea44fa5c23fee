package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.events.EventPage;
import io.dalbox.events.EventQuery;
import io.dalbox.events.JournalEvent;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks for events, newest first, within a bound of time.
 *
 * <p>One condition chooses an index (a cause, a subject, a type, in this order); the others are looked at row by row, in stretches
 * of that index. A stretch ends at a row whose place is known, so whatever it held, the page can say how far it came.
 */
final class EventSearch {

    private static final Duration BUDGET = Duration.ofMillis(25);

    /** A stretch grows while it takes well less than the budget: rows of a megabyte must not come by the thousand. */
    private static final int FIRST_STRETCH = 100;

    private static final int LONGEST_STRETCH = 4000;
    private static final long QUICK = Duration.ofMillis(4).toNanos();

    /** Events that were checked some time before they were appended, or a clock set right, are a little out of order. */
    private static final long SLACK = Duration.ofMinutes(1).toMillis();

    private final Store store;

    EventSearch(Store store) {
        this.store = store;
    }

    EventPage search(EventQuery query) {
        return store.read(tx -> new Look(tx, query).run());
    }

    /** One search. */
    private static final class Look {

        private final Tx tx;
        private final EventQuery query;
        private final int limit;
        private final List<JournalEvent> items = new ArrayList<>();
        private final Conditions index = new Conditions();
        private final Conditions rest = new Conditions();
        private long before;
        private @Nullable Instant searchedTo;

        Look(Tx tx, EventQuery query) {
            this.tx = tx;
            this.query = query;
            this.limit = Math.clamp(query.limit(), 1, EventTable.MAX_ROWS);
        }

        EventPage run() throws SQLException {
            long end = System.nanoTime() + BUDGET.toNanos();
            prepare();
            long lowest = query.since() == null
                    ? 0
                    : EventTable.firstAt(tx, query.since().toEpochMilli() - SLACK);
            int stretch = rest.isEmpty() ? limit : FIRST_STRETCH;
            while (true) {
                long start = System.nanoTime();
                Optional<EventTable.Stamp> edge = edge(lowest, stretch);
                collect(edge.map(EventTable.Stamp::sequence).orElse(lowest));
                if (items.size() == limit) {
                    JournalEvent last = items.getLast();
                    return new EventPage(items, last.sequence(), last.info().time());
                }
                if (edge.isEmpty()) {
                    return new EventPage(items, null, oldest(lowest));
                }
                before = edge.get().sequence();
                searchedTo = Instant.ofEpochMilli(edge.get().time());
                long now = System.nanoTime();
                if (now > end) {
                    return new EventPage(items, before, searchedTo);
                }
                stretch = now - start < QUICK ? Math.min(stretch * 2, LONGEST_STRETCH) : stretch;
            }
        }

        private void prepare() throws SQLException {
            before = query.before() <= 0 ? Long.MAX_VALUE : query.before();
            if (query.until() != null) {
                before = Math.min(before, EventTable.firstAt(tx, query.until().toEpochMilli() + SLACK));
                rest.add("time < ?", query.until().toEpochMilli());
            }
            if (query.since() != null) {
                rest.add("time >= ?", query.since().toEpochMilli());
            }
            by("causationid = ?", query.cause());
            by("subject = ?", query.subject());
            by("type = ?", query.type());
            if (query.source() != null) {
                rest.add("source = ?", query.source());
            }
            if (query.text() != null && !query.text().isEmpty()) {
                rest.contains(query.text());
            }
        }

        private void by(String condition, @Nullable String value) {
            if (value != null) {
                (index.isEmpty() ? index : rest).add(condition, value);
            }
        }

        /** Returns the last row of the next stretch, empty when the stretch reaches the end. */
        private Optional<EventTable.Stamp> edge(long lowest, int stretch) throws SQLException {
            Conditions all = index.and("sequence < ?", before).and("sequence >= ?", lowest);
            return tx.one(
                    "SELECT sequence, time FROM events_journal WHERE " + all.sql()
                            + " ORDER BY sequence DESC LIMIT 1 OFFSET ?",
                    row -> new EventTable.Stamp(row.getLong(1), row.getLong(2)),
                    all.and("", stretch - 1).values());
        }

        private void collect(long from) throws SQLException {
            Conditions all =
                    index.and("sequence < ?", before).and("sequence >= ?", from).and(rest);
            items.addAll(tx.query(
                    "SELECT " + EventTable.COLUMNS + " FROM events_journal WHERE " + all.sql()
                            + " ORDER BY sequence DESC LIMIT ?",
                    EventTable::event,
                    all.and("", limit - items.size()).values()));
        }

        private @Nullable Instant oldest(long lowest) throws SQLException {
            Conditions all = index.and("sequence >= ?", lowest).and("sequence < ?", before);
            Optional<Instant> first = tx.one(
                    "SELECT time FROM events_journal WHERE " + all.sql() + " ORDER BY sequence LIMIT 1",
                    row -> Instant.ofEpochMilli(row.getLong(1)),
                    all.values());
            return first.orElse(searchedTo);
        }
    }
}

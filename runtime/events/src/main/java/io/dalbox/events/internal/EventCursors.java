package io.dalbox.events.internal;

import io.dalbox.data.Tx;
import io.dalbox.store.Store;
import java.sql.SQLException;
import java.util.List;

/** How far each durable subscriber has come; a row each. */
final class EventCursors {

    private final Store store;

    EventCursors(Store store) {
        this.store = store;
    }

    /** Whose cursor it is. */
    record Key(String subscriber, String type) {}

    /** A cursor. */
    record Place(Key key, long sequence) {}

    /** Returns where the subscriber stopped; a new one stands at the end of the journal, and that is durable. */
    long open(Key key) {
        return store.write(tx -> {
            tx.update(
                    "INSERT INTO events_cursor (subscriber, type, sequence) VALUES (?, ?, ?)"
                            + " ON CONFLICT (subscriber, type) DO NOTHING",
                    key.subscriber,
                    key.type,
                    EventTable.last(tx));
            return tx.one(
                            "SELECT sequence FROM events_cursor WHERE subscriber = ? AND type = ?",
                            row -> row.getLong(1),
                            key.subscriber,
                            key.type)
                    .orElseThrow();
        });
    }

    List<Place> all() {
        return store.read(tx -> tx.query(
                "SELECT subscriber, type, sequence FROM events_cursor ORDER BY subscriber, type",
                row -> new Place(new Key(row.getString(1), row.getString(2)), row.getLong(3))));
    }

    /** Removes what is known of a subscriber; what a person redrove and it never took becomes a dead letter again. */
    void forget(String subscriber) {
        store.write(tx -> {
            tx.update(
                    "DELETE FROM events_delivery WHERE subscriber = ? AND state = 'retrying' AND beside = 0",
                    subscriber);
            tx.update(
                    "UPDATE events_delivery SET state = 'dead', due = NULL WHERE subscriber = ? AND state = 'retrying'",
                    subscriber);
            return tx.update("DELETE FROM events_cursor WHERE subscriber = ?", subscriber);
        });
    }

    /** Puts a subscriber at the end of the journal; what it was to try again is discarded. */
    void skip(String subscriber) {
        store.write(tx -> {
            tx.update(
                    "UPDATE events_delivery SET state = 'discarded', due = NULL WHERE subscriber = ?"
                            + " AND state = 'retrying'",
                    subscriber);
            return tx.update(
                    "UPDATE events_cursor SET sequence = ? WHERE subscriber = ?", EventTable.last(tx), subscriber);
        });
    }

    /** Moves a cursor on, never back: an abandoned delivery that ends late must not undo what came after it. */
    void advance(Tx tx, Key key, long sequence) throws SQLException {
        tx.update(
                "UPDATE events_cursor SET sequence = ? WHERE subscriber = ? AND type = ? AND sequence < ?",
                sequence,
                key.subscriber,
                key.type,
                sequence);
    }
}

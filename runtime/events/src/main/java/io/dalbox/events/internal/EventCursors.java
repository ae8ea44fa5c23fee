package io.dalbox.events.internal;

import io.dalbox.store.Store;

/** How far each durable subscriber has come; a row each. */
final class EventCursors {

    private final Store store;

    EventCursors(Store store) {
        this.store = store;
    }

    /** Returns where the subscriber stopped; a new one stands at the end of the journal, and that is durable. */
    long open(String subscriber, String type) {
        return store.write(tx -> {
            tx.update(
                    "INSERT INTO events_cursor (subscriber, type, sequence) VALUES (?, ?, ?)"
                            + " ON CONFLICT (subscriber, type) DO NOTHING",
                    subscriber,
                    type,
                    EventTable.last(tx));
            return tx.one(
                            "SELECT sequence FROM events_cursor WHERE subscriber = ? AND type = ?",
                            row -> row.getLong(1),
                            subscriber,
                            type)
                    .orElseThrow();
        });
    }

    /** Moves a cursor on, never back: an abandoned delivery that ends late must not undo what came after it. */
    void advance(String subscriber, String type, long sequence) {
        store.write(tx -> tx.update(
                "UPDATE events_cursor SET sequence = ? WHERE subscriber = ? AND type = ? AND sequence < ?",
                sequence,
                subscriber,
                type,
                sequence));
    }
}

package io.dalbox.events.internal;

import io.dalbox.events.Deliveries.Standing;
import io.dalbox.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tells how all subscribers stand. */
final class Standings {

    /** A count beyond this says no more to a person, and would take long in a big journal. */
    private static final int MOST = 10_000;

    private final Store store;
    private final Subscriptions subscriptions;

    Standings(Store store, Subscriptions subscriptions) {
        this.store = store;
        this.subscriptions = subscriptions;
    }

    List<Standing> all() {
        Map<EventCursors.Key, Long> dead = dead();
        Map<String, Standing> all = new TreeMap<>();
        for (Subscription live : subscriptions.live()) {
            EventCursors.Key key = live.key();
            all.put(name(key), live.standing(waiting(key.type(), live.cursor()), dead.getOrDefault(key, 0L)));
        }
        for (EventCursors.Place place : subscriptions.hub().cursors().all()) {
            EventCursors.Key key = place.key();
            all.computeIfAbsent(
                    name(key),
                    name -> away(
                            key, place.sequence(), waiting(key.type(), place.sequence()), dead.getOrDefault(key, 0L)));
        }
        dead.forEach((key, count) -> all.computeIfAbsent(name(key), name -> away(key, 0, 0, count)));
        return List.copyOf(all.values());
    }

    private static String name(EventCursors.Key key) {
        return key.subscriber() + " " + key.type();
    }

    private static Standing away(EventCursors.Key key, long cursor, long waiting, long dead) {
        return new Standing(key.subscriber(), key.type(), false, cursor, waiting, dead, 0, 0, 0, null);
    }

    private Map<EventCursors.Key, Long> dead() {
        Map<EventCursors.Key, Long> counts = new HashMap<>();
        store.read(tx -> tx.query(
                        "SELECT subscriber, type, COUNT(*) FROM events_delivery WHERE state = 'dead' GROUP BY subscriber, type",
                        row -> Map.entry(new EventCursors.Key(row.getString(1), row.getString(2)), row.getLong(3))))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private long waiting(String type, long cursor) {
        return store.read(tx -> tx.one(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM events_journal WHERE type = ? AND sequence > ? LIMIT ?) AS some",
                        row -> row.getLong(1),
                        type,
                        cursor,
                        MOST)
                .orElse(0L));
    }
}

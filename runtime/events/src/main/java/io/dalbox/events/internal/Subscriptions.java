package io.dalbox.events.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is subscribed now, and what their subscriptions share. Thread-safe. */
final class Subscriptions {

    private static final int MOST_CONCURRENT = 256;

    private final Map<EventCursors.Key, Subscription> live = new ConcurrentHashMap<>();
    private final Hub hub;

    Subscriptions(Store store, EventTable table, DeliveryLog.Obituary obituary, InstantSource clock) {
        EventCursors cursors = new EventCursors(store);
        DeliveryLog log = new DeliveryLog(store, obituary);
        this.hub =
                new Hub(table, cursors, new DeliveryTable(store), log, new Ledger(store, cursors, log::written), clock);
    }

    Hub hub() {
        return hub;
    }

    List<Subscription> live() {
        return List.copyOf(live.values());
    }

    void announced(JournalEvent event) {
        for (Subscription subscription : live.values()) {
            subscription.announced(event);
        }
    }

    Journal.Registration subscribe(SubscriptionSpec spec, Journal.Delivery delivery) {
        if (spec.concurrency() < 1 || spec.concurrency() > MOST_CONCURRENT) {
            throw new IllegalArgumentException(
                    "A subscriber takes 1 to " + MOST_CONCURRENT + " events at once, not " + spec.concurrency());
        }
        Subscription subscription = new Subscription(spec, delivery, hub);
        EventCursors.Key key = subscription.key();
        if (live.putIfAbsent(key, subscription) != null) {
            throw new IllegalStateException(spec.subscriber() + " is subscribed to " + spec.type() + " already");
        }
        subscription.start();
        return () -> {
            subscription.close();
            live.remove(key, subscription);
        };
    }

    /** Tells a subscriber that its rows were changed from outside. */
    void redriven(String subscriber) {
        for (Subscription subscription : live.values()) {
            if (subscription.key().subscriber().equals(subscriber)) {
                subscription.redriven();
            }
        }
    }

    void forget(String subscriber) {
        refuseLive(subscriber);
        hub.cursors().forget(subscriber);
    }

    void skip(String subscriber) {
        refuseLive(subscriber);
        hub.cursors().skip(subscriber);
    }

    private void refuseLive(String subscriber) {
        if (live.keySet().stream().anyMatch(key -> key.subscriber().equals(subscriber))) {
            throw new IllegalStateException(subscriber + " is subscribed; end its subscription first");
        }
    }

    /** Closes all at once, so that several slow ones take no longer than one. */
    void close() throws InterruptedException {
        List<Thread> closing = live.values().stream()
                .map(subscription -> Thread.ofVirtual().start(subscription::close))
                .toList();
        for (Thread thread : closing) {
            thread.join();
        }
        live.clear();
        hub.ledger().close();
    }
}

package io.dalbox.events.internal;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.events.RecordEvents;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** A journal with two event types on a real store, and an EventAdmin that remembers. */
final class Bus implements EventAdmin, AutoCloseable {

    final List<Event> posted = new CopyOnWriteArrayList<>();
    final EventTypeRegistry types = new EventTypeRegistry();
    final SqlJournal journal;
    final SqlDeliveries deliveries;

    Bus(Store store) {
        this(store, InstantSource.system());
    }

    Bus(Store store, InstantSource clock) {
        register("shop.sold", "shop", Sold.class);
        register("shop.closed", "shop", Closed.class);
        register(DeliveryDead.NAME, "core", DeliveryDead.class);
        journal = new SqlJournal(store, types, this, clock, null);
        deliveries = new SqlDeliveries(store, types, journal);
    }

    private void register(String name, String owner, Class<?> type) {
        types.register(new EventTypes.Type(name, owner, "A test", 1, new SchemaFactory().ofRecord(type), false));
    }

    /** Wants the sales, with retries that a test can wait for. */
    static SubscriptionSpec quick(String subscriber, int attempts, int concurrency) {
        RetryPolicy retry = new RetryPolicy(attempts, Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofDays(1));
        return new SubscriptionSpec(subscriber, "shop.sold", retry, concurrency, true);
    }

    static String thing(Attempt attempt) {
        return attempt.event().data().path("thing").asString();
    }

    String sell(String thing) {
        return journal.publish(sold(thing));
    }

    static NewEvent sold(String thing) {
        return event(new Sold(thing, 1, null));
    }

    static NewEvent event(Record data) {
        return RecordEvents.toNewEvent(Json.mapper(), "shop", data, null, 0);
    }

    /** Subscribes and remembers what came. */
    Journal.Registration collect(String subscriber, List<String> into) {
        return journal.subscribe(SubscriptionSpec.of(subscriber, "shop.sold"), attempt -> {
            into.add(attempt.event().data().path("thing").asString());
            return DeliveryOutcome.DONE;
        });
    }

    @Override
    public void postEvent(Event event) {
        posted.add(event);
    }

    @Override
    public void sendEvent(Event event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() throws InterruptedException {
        journal.close();
    }

    @EventType(name = "shop.sold", description = "When something was sold")
    record Sold(
            String thing,
            @Param(description = "How many", min = 1) int amount,

            @Param(description = "Who", required = false) @Nullable
            String buyer) {}

    @EventType(name = "shop.closed", description = "When the shop closes")
    record Closed(String reason) {}
}

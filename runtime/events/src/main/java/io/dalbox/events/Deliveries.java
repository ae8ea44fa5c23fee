package io.dalbox.events;

import io.dalbox.action.ActionException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.node.ObjectNode;

/** What became of the deliveries: their history, and the dead letters with the way to redrive them. A service; thread-safe. */
@ProviderType
public interface Deliveries {

    /** Returns deliveries, newest first. */
    Page list(Query query);

    /** Finds one, with its event. */
    Optional<DeliveryRecord> find(String id);

    /** Finds the delivery of an event to a subscriber. */
    Optional<DeliveryRecord> find(String subscriber, String eventId);

    /**
     * Delivers a dead letter again, beside the subscriber's order; its attempts start anew. Durable when this returns; the
     * delivery follows as soon as the subscriber is there.
     *
     * @param data what replaces the event's data, {@code null} for as it was; it must fit the type's schema
     * @throws ActionException {@code NOT_FOUND}, {@code CONFLICT} if it is not dead, {@code INVALID} for the data
     */
    DeliveryRecord redrive(String id, @Nullable ObjectNode data);

    /** Redrives all dead letters that the query finds, whatever its limit; returns how many. */
    int redriveAll(Query query);

    /** Marks a dead letter as not needed. Throws as {@link #redrive}. */
    DeliveryRecord discard(String id);

    /** Discards all dead letters that the query finds, whatever its limit; returns how many. */
    int discardAll(Query query);

    /** Returns how the subscribers stand that are subscribed now or have something kept, by name. */
    List<Standing> standings();

    /** Calls {@code listener} after each durable change of a kept delivery. It must be quick. */
    Journal.Registration listen(Consumer<DeliveryRecord> listener);

    /**
     * Which deliveries.
     *
     * @param state only these; {@code null} for all, also below
     * @param subscriber only of this one
     * @param type only of events of this type
     * @param eventId only of this event
     * @param limit at most 1,000
     * @param cursor where the last page ended; {@code null} for the first
     */
    record Query(
            DeliveryRecord.@Nullable State state,
            @Nullable String subscriber,
            @Nullable String type,
            @Nullable String eventId,
            int limit,
            @Nullable String cursor) {}

    /** A page; {@code next} is the cursor of the next one, {@code null} at the end. */
    record Page(List<DeliveryRecord> items, @Nullable String next) {}

    /**
     * How a subscriber stands.
     *
     * @param subscriber its name
     * @param type what it takes
     * @param live whether it is subscribed now
     * @param cursor the sequence of the last event that it is done with
     * @param waiting how many events of the type lie behind the cursor, counted up to 10,000
     * @param dead how many dead letters it has
     * @param delivered how many it took since the runtime started
     * @param skipped how many it did not want since then
     * @param failed how many attempts failed since then
     * @param held what it waits for, {@code null} when it does not
     */
    record Standing(
            String subscriber,
            String type,
            boolean live,
            long cursor,
            long waiting,
            long dead,
            long delivered,
            long skipped,
            long failed,
            @Nullable String held) {}
}

package io.dalbox.events;

import io.dalbox.data.Tx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The durable record of all events, and the way to publish one. A service; thread-safe. */
@ProviderType
public interface Journal {

    /**
     * Publishes in a transaction of its own: validates, appends, and once that is durable posts on EventAdmin.
     *
     * @return the event's id
     * @throws IllegalArgumentException if the type is unknown, belongs to another publisher, the data does not fit (every
     *     place is named by its JSON Pointer), or the event has too many hops behind it
     */
    String publish(NewEvent event);

    /** Publishes as part of a transaction; posted once that is durable. Otherwise as {@link #publish}. */
    String append(Tx tx, NewEvent event);

    /**
     * Validates now what will be appended later, such as with the next durable change of a task.
     *
     * @return the event with its id and time; nothing is written yet
     * @throws IllegalArgumentException as {@link #publish}
     */
    ReadyEvent check(NewEvent event);

    /** Appends a checked event as part of a transaction; posted once that is durable. Returns its id. */
    String append(Tx tx, ReadyEvent event);

    /**
     * Returns events in order.
     *
     * @param after the sequence that the first one follows; 0 for the beginning
     * @param limit at most 1,000
     * @param type only this type; {@code null} for all
     */
    List<JournalEvent> read(long after, int limit, @Nullable String type);

    /** Returns the newest events first, for people; {@code before} 0 means from the end. */
    List<JournalEvent> newest(long before, int limit, @Nullable String type);

    /** Returns the sequence of the newest event, 0 when there is none. */
    long last();

    /** Calls {@code listener} after each durable event, in order. It must be quick. */
    Registration listen(Consumer<JournalEvent> listener);

    /**
     * Returns a page of a query, newest first. A search for text looks through a bounded part of the journal at once and says
     * how far it came, so a page takes no longer in a big journal.
     */
    EventPage query(EventQuery query);

    /** Finds an event by its id. */
    Optional<JournalEvent> find(String id);

    /** Returns what a cause (an event, a task, {@code flow/<flow>/<event>}) led to, in order; at most 1,000. */
    List<JournalEvent> causedBy(String cause, int limit);

    /**
     * Delivers every event of a type, at least once, from where this subscriber stopped last; a new subscriber starts with the
     * next event. A subscriber that is slow, fails or is held never delays another.
     *
     * @throws IllegalStateException if the subscriber is subscribed to the type already
     */
    Registration subscribe(SubscriptionSpec spec, Delivery delivery);

    /**
     * Forgets how far a subscriber came, as if it had never been; its dead letters stay. For subscribers that are gone for good.
     */
    void forget(String subscriber);

    /** Lets a subscriber that is not subscribed now go on with the next event: what lies behind its cursor is skipped. */
    void skip(String subscriber);

    /** Receives one event. */
    @FunctionalInterface
    interface Delivery {
        /** Handles it, on a virtual thread; what it throws counts as a failed attempt. */
        DeliveryOutcome deliver(Attempt attempt) throws Exception;
    }

    /** Ends listening; for a subscription it waits for the delivery under way. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

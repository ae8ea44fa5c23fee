package io.dalbox.events;

import io.dalbox.store.Tx;
import java.util.List;
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
     * Delivers every event of a type to {@code delivery}, in order, at least once, from where this subscriber stopped last;
     * a new subscriber starts with the next event.
     *
     * @param subscriber a stable name, such as {@code <plugin>/<component>}
     */
    Registration subscribe(String subscriber, String type, Delivery delivery);

    /** Receives one event; throwing means: try again later. */
    @FunctionalInterface
    interface Delivery {
        /** Handles it. */
        void deliver(JournalEvent event) throws Exception;
    }

    /** Ends listening; for a subscription it waits for the delivery under way. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

package io.dalbox.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives every event of one type, in order, at least once, also those published while its plugin was stopped.
 *
 * <p>Register it as a component with {@link SubscribesTo}. The record is the subscriber's own view of the data: fields that
 * it does not name are ignored, so it needs no class of the publisher. Runs on a virtual thread, one event at a time unless
 * {@link SubscribesTo#concurrency} says otherwise.
 *
 * @param <T> a record
 */
@ConsumerType
@FunctionalInterface
public interface EventSubscriber<T extends Record> {

    /**
     * Handles one event. Returning accepts it. Throwing makes the host try again later with growing pauses, and keep it as a dead
     * letter once {@link SubscribesTo#attempts} or {@link SubscribesTo#maxAge} is reached, with two exceptions:
     *
     * <ul>
     *   <li>an {@code ActionException} of kind {@code INVALID} says that this event can never be handled: it becomes a dead letter
     *       at once;
     *   <li>one of kind {@code UNAVAILABLE} says that it is not the event's fault: it is held and tried again without counting
     *       as an attempt, for as long as {@link SubscribesTo#maxAge} allows.
     * </ul>
     *
     * <p>{@code NOT_FOUND} is tried again like anything else: a plugin or file that is missing now may come.
     *
     * @param data the event's data
     * @param event its envelope; {@link EventInfo#id} is the key to make handling idempotent
     * @throws Exception when it could not be handled now
     */
    void on(T data, EventInfo event) throws Exception;
}

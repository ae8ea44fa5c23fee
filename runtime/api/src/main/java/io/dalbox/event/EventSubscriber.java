package io.dalbox.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Receives every event of one type, in order, at least once, also those published while its plugin was stopped.
 *
 * <p>Register it as a component with {@link SubscribesTo}. The record is the subscriber's own view of the data: fields that
 * it does not name are ignored, so it needs no class of the publisher. Runs on a virtual thread, one event at a time.
 *
 * @param <T> a record
 */
@ConsumerType
@FunctionalInterface
public interface EventSubscriber<T extends Record> {

    /**
     * Handles one event. Returning accepts it; throwing makes the host try again later with growing pauses.
     *
     * @param data the event's data
     * @param event its envelope; {@link EventInfo#id} is the key to make handling idempotent
     * @throws Exception when it could not be handled now
     */
    void on(T data, EventInfo event) throws Exception;
}

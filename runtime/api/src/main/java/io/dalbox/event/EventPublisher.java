package io.dalbox.event;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes events outside of an action. Each bundle gets its own, so the host knows the owner. Thread-safe. */
@ProviderType
public interface EventPublisher {

    /**
     * Validates the data, appends it to the journal and then posts it on EventAdmin. Durable when this returns.
     *
     * @param data a record annotated with {@link EventType}
     * @return the event's id
     * @throws IllegalArgumentException if the data does not fit its schema, or the type belongs to another plugin
     */
    String publish(Record data);
}

package io.dalbox.action;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What an action knows of its call, and what it may use. Only valid while the call runs. Thread-safe. */
@ProviderType
public interface ActionContext {

    /** The id of the plugin that the action belongs to. */
    String plugin();

    /** Who asked: the name of a user or of a token, or {@code plugin:<id>} for another plugin. */
    String caller();

    /** What made it happen: the id of an event, a flow or a task; {@code null} when a person asked. */
    @Nullable
    String cause();

    /**
     * What names the request that this call serves, the same whenever the request is made again: by a flow whose delivery is
     * repeated after a crash, or by a program that sends an {@code Idempotency-Key}. An action that changes something keeps it
     * beside what it did, or passes it on, and so does nothing twice. A long action needs it only for what lies outside of
     * Dalbox: a request that is made again makes no second task, but the task may run again after a crash.
     *
     * @return {@code null} when the call has none, such as one made by a person or by another plugin
     */
    default @Nullable String idempotencyKey() {
        return null;
    }

    /**
     * Publishes an event of a type that the plugin owns. Durable when this returns; in a {@code TaskContext} it is part of
     * the task's transaction.
     *
     * @param data a record annotated with {@code io.dalbox.event.EventType}
     * @return the event's id
     * @throws IllegalArgumentException if the data does not fit the type's schema or the plugin does not own the type
     */
    String publish(Record data);

    /** Calls actions of other plugins on behalf of the same caller. */
    ActionClient actions();
}

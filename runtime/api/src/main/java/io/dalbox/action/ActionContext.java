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

package io.dalbox.events;

import io.dalbox.event.EventType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the annotated records of plugins into events. Keeps nothing of their classes. */
public final class RecordEvents {

    private RecordEvents() {}

    /**
     * Reads the type from the record's {@link EventType} and the data from its components. Components that are {@code null}
     * are left out: absent and null mean the same in a schema derived from a record.
     *
     * @param mapper made for the plugin by {@code Json.forPlugin()}, never the core's own
     * @param publisher the id of the plugin
     * @param data annotated with {@link EventType}
     * @param cause the event, task or flow that caused it
     * @param hops events between it and its first cause
     * @throws IllegalArgumentException if the record is not annotated or cannot be written as a JSON object
     */
    public static NewEvent toNewEvent(
            JsonMapper mapper, String publisher, Record data, @Nullable String cause, int hops) {
        EventType type = data.getClass().getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException("The record " + data.getClass().getName()
                    + " is no event: annotate it with @EventType(name = …, description = …)");
        }
        JsonNode json = mapper.valueToTree(data);
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    "The event " + type.name() + " must be a JSON object, but its record is written as " + json);
        }
        object.removeIf(JsonNode::isNull);
        return new NewEvent(publisher, type.name(), object, null, cause, hops);
    }
}

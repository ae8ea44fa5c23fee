package io.dalbox.events;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event that is about to be published.
 *
 * @param publisher the id of the plugin that publishes, or {@code core}
 * @param type the type's name
 * @param data fits the type's schema
 * @param subject what it is about
 * @param causationId the event, task or flow that caused it
 * @param hops events between it and its first cause
 */
public record NewEvent(
        String publisher,
        String type,
        ObjectNode data,
        @Nullable String subject,
        @Nullable String causationId,
        int hops) {}

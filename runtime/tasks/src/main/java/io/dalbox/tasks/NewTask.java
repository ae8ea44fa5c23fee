package io.dalbox.tasks;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A task that is asked for.
 *
 * @param plugin the owner's id
 * @param action the action's name
 * @param input valid input of the action
 * @param caller who asked
 * @param cause the event, flow or task that asked; {@code null} for a person
 * @param hops events between it and its first cause
 * @param parent the task that starts it
 */
public record NewTask(
        String plugin,
        String action,
        ObjectNode input,
        String caller,
        @Nullable String cause,
        int hops,
        @Nullable String parent) {}

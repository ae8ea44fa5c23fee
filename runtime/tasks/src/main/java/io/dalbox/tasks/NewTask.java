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
 * @param key what makes the request the same one when it is made again, such as by a delivery repeated after a crash; an
 *     action has at most one task of a key. {@code null}: each request is another
 * @param priority how urgent it is
 */
public record NewTask(
        String plugin,
        String action,
        ObjectNode input,
        String caller,
        @Nullable String cause,
        int hops,
        @Nullable String parent,
        @Nullable String key,
        TaskPriority priority) {

    /** A task of normal priority. */
    public NewTask(
            String plugin,
            String action,
            ObjectNode input,
            String caller,
            @Nullable String cause,
            int hops,
            @Nullable String parent,
            @Nullable String key) {
        this(plugin, action, input, caller, cause, hops, parent, key, TaskPriority.NORMAL);
    }
}

package io.dalbox.tasks;

import org.jspecify.annotations.Nullable;

/**
 * Which tasks are asked for; {@code null} means any.
 *
 * @param state where they are in their life
 * @param plugin the owner's id
 * @param action the action's name
 * @param parent the task that started them as its children
 * @param cause the event, flow or task that led to them
 */
public record TaskQuery(
        @Nullable TaskState state,
        @Nullable String plugin,
        @Nullable String action,
        @Nullable String parent,
        @Nullable String cause) {

    /** Asks for all tasks. */
    public static TaskQuery all() {
        return new TaskQuery(null, null, null, null, null);
    }
}

package io.dalbox.tasks;

import io.dalbox.action.ActionException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The durable tasks. Changes of state are written before they are announced. Asking for a change that the state does not
 * allow is an {@link ActionException} of kind {@code CONFLICT}; an unknown id one of kind {@code NOT_FOUND}. Thread-safe.
 */
@ProviderType
public interface Tasks {

    /** Makes a task; durable when this returns. It runs as soon as a runner of its action is attached and has room. */
    Task create(NewTask task);

    /** Finds a task. */
    Optional<Task> find(String id);

    /**
     * Returns tasks, newest first.
     *
     * @param state only these; {@code null} for all
     * @param plugin only of this plugin; {@code null} for all
     * @param limit at most 1,000
     * @param cursor where the last page ended; {@code null} for the first
     */
    TaskPage list(@Nullable TaskState state, @Nullable String plugin, int limit, @Nullable String cursor);

    /** Pauses a queued or running task; returns once it stands still or a bound has passed. */
    Task pause(String id);

    /** Queues a paused task again. */
    Task resume(String id);

    /** Cancels a task that is not finished and lets its action clean up. */
    Task cancel(String id);

    /** Queues a task that ended in error or was cancelled again. */
    Task retry(String id);

    /** Removes a finished task from the list. */
    void delete(String id);

    /**
     * Gives tasks of an action a runner. Closing it asks running ones to stop, waits for them within a bound, and leaves them
     * queued for the next runner.
     *
     * @throws IllegalStateException if the action has a runner that was not closed
     */
    Attachment attach(String plugin, String action, TaskRunner runner);

    /**
     * Calls {@code listener} after each change; the second argument tells a removal. A change of state is told at once, progress
     * at most five times a second a task, and never after what came later. The listener must be quick and must not write to the
     * database: the next commit waits for it.
     */
    Attachment listen(BiConsumer<Task, Boolean> listener);

    /** Ends an attachment. */
    interface Attachment extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A page of tasks.
     *
     * @param items the tasks
     * @param next the cursor of the next page, {@code null} at the end
     */
    record TaskPage(List<Task> items, @Nullable String next) {}
}

package io.dalbox.tasks;

import io.dalbox.action.ActionException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /**
     * Makes a task; durable when this returns. It runs as soon as a runner of its action is attached and has room. When the
     * action has a task of the same key already, in whatever state, that is returned and nothing is made.
     */
    Task create(NewTask task);

    /** Finds a task. */
    Optional<Task> find(String id);

    /**
     * Returns tasks, newest first.
     *
     * @param limit at most 1,000
     * @param cursor where the last page ended; {@code null} for the first
     */
    TaskPage list(TaskQuery query, int limit, @Nullable String cursor);

    /** Returns tasks in a state, of a plugin, newest first; {@code null} for any. */
    default TaskPage list(@Nullable TaskState state, @Nullable String plugin, int limit, @Nullable String cursor) {
        return list(new TaskQuery(state, plugin, null, null, null), limit, cursor);
    }

    /** Returns the tasks that a cause (an event, a task, {@code flow/<flow>/<event>}) led to, oldest first; at most 1,000. */
    List<Task> causedBy(String cause, int limit);

    /** Returns the tasks that a task started as its children, oldest first; at most 1,000. */
    List<Task> children(String parent, int limit);

    /** Pauses a queued or running task; returns once it stands still or a bound has passed. */
    Task pause(String id);

    /** Queues a paused task again. */
    Task resume(String id);

    /**
     * Cancels a task that is not finished, and its children with theirs, and lets their actions clean up. All of them are marked
     * in one transaction.
     */
    Task cancel(String id);

    /** Queues a task that ended in error or was cancelled again. */
    Task retry(String id);

    /** Says how urgent a task is that is not finished; it counts while the task waits. */
    Task prioritize(String id, TaskPriority priority);

    /** Returns how many tasks of a plugin may run at once, for the plugins for which the owner has decided it. */
    Map<String, Integer> bounds();

    /**
     * Decides how many tasks of a plugin may run at once, whatever its actions say; kept over restarts.
     *
     * @param most at least 1; {@code null} for what the settings say
     * @throws ActionException {@code INVALID} if it is less
     */
    void bound(String plugin, @Nullable Integer most);

    /** Removes a finished task from the list. */
    void delete(String id);

    /**
     * Removes finished tasks that are too old or too many, in small batches. Each goes with all that it started, once all of that
     * has ended; actions clean up after those that did not complete. The journal is not touched.
     *
     * @param endedBefore when those that completed or were cancelled must have ended
     * @param failedBefore when those that ended in error must have
     * @param most beyond so many finished tasks the oldest go too, those that ended in error last
     */
    void prune(Instant endedBefore, Instant failedBefore, long most) throws InterruptedException;

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

package io.dalbox.task;

import io.dalbox.action.ActionContext;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.storage.Storages;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** What a running task reports and uses. Only valid while the task runs. Thread-safe. */
@ProviderType
public interface TaskContext extends ActionContext {

    /** The task's id. */
    String taskId();

    /** Which run this is, counted from 1; resuming after a pause is not a new attempt. */
    int attempt();

    /** Names the task for people, such as the file it makes. Shown in lists. */
    void title(String title);

    /** The word shown as {@code status} while running, such as {@code downloading}. */
    void status(String word);

    /** What it is doing right now, in a few words; {@code null} clears it. */
    void phase(@Nullable String phase);

    /**
     * Reports how far it is. Speed and time left are worked out by the host. Cheap: call it as often as is convenient.
     *
     * @param done units done, usually bytes; never smaller than 0
     * @param total units in all; negative when unknown
     */
    void progress(long done, long total);

    /**
     * Saves a checkpoint, replacing the last. Durable when this returns.
     *
     * @param checkpoint a record
     */
    void saveCheckpoint(Record checkpoint);

    /** Returns what was saved last, read as {@code type}; empty when nothing was, or when it does not fit {@code type}. */
    <T extends Record> Optional<T> checkpoint(Class<T> type);

    /** Returns whether the host wants the task to stop soon. */
    boolean stopRequested();

    /**
     * Returns at once, or throws when the host wants the task to stop. Call it often, and after each blocking call.
     *
     * @throws TaskStoppedException let it pass
     */
    void checkStop();

    /**
     * Starts a child task; its progress is part of this task's.
     *
     * @param plugin the plugin's id
     * @param action the action's name
     * @param input JSON values by parameter name
     * @return the child's id
     */
    String startChild(String plugin, String action, Map<String, ?> input);

    /**
     * Starts a child task once: when this task has started a child of the same action with the same key, in this run or before a
     * crash, that child is the answer, whatever has become of it. So a run that begins again doubles nothing.
     *
     * @param plugin the plugin's id
     * @param action the action's name
     * @param input JSON values by parameter name
     * @param key names the child among those of this task, such as by the file it works on
     * @return the child's id
     */
    default String startChild(String plugin, String action, Map<String, ?> input, String key) {
        throw new UnsupportedOperationException("The host gives this");
    }

    /**
     * Waits until every child has ended. Meanwhile this task takes no place that a child may need, and its children may use what
     * it holds for itself by {@code exclusive}.
     *
     * @return how many of them did not complete; each can be retried by itself
     * @throws TaskStoppedException when asked to stop; let it pass
     * @throws InterruptedException likewise
     * @throws IllegalStateException if the action runs on the CPU lane, whose thread its children may need
     */
    default int awaitChildren() throws InterruptedException {
        throw new UnsupportedOperationException("The host gives this");
    }

    /**
     * Runs blocking work beside the task on a virtual thread of the plugin, such as one connection of several. Plugins start no
     * threads themselves. Join or cancel what was forked before {@code run} returns; the host cancels what is left.
     *
     * @param name what it is, for lists and thread names
     * @param work is interrupted when the future is cancelled or the task is asked to stop
     */
    <T> CompletableFuture<T> fork(String name, Callable<T> work);

    /** The one bounded CPU executor. */
    CpuExecutor cpu();

    /** The mounted storages. */
    Storages storages();
}

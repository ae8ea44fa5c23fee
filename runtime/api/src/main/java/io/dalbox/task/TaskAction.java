package io.dalbox.task;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a plugin can be asked to do that takes a while. Each call becomes a task: a row before it is a thread.
 *
 * <p>{@link #run} may be entered several times for one task: after a pause, a crash, a restart of the plugin or a retry. It
 * then finds what it saved in {@link TaskContext#checkpoint}. When the host wants it to stop it interrupts the thread and
 * {@link TaskContext#checkStop} throws; let that exception pass.
 *
 * @param <I> a record; its components are the parameters
 * @param <O> a record; its components are the task's result. {@link Void} for none
 */
@ConsumerType
@FunctionalInterface
public interface TaskAction<I extends Record, O> {

    /**
     * Does it.
     *
     * @param input valid by the schema of {@code I}
     * @param context progress, checkpoints, signals; only valid during the run
     * @return the result
     * @throws TaskStoppedException when asked to pause, to cancel or to make way; thrown by {@link TaskContext#checkStop}
     * @throws TransientException when trying again later may help; the host retries with growing pauses
     * @throws ActionException to end as {@code error} with a message for people
     * @throws Exception anything else ends the task as {@code error}; the stack goes to the log
     */
    O run(I input, TaskContext context) throws Exception;

    /**
     * Refuses input that fits the schema but cannot be done. Called before the task is made, so the caller gets the answer at
     * once; keep it quick.
     *
     * @param input valid by the schema of {@code I}
     * @param context who asks; only valid during the call
     * @throws ActionException to refuse, with the pointer of the parameter
     */
    default void check(I input, ActionContext context) {}

    /**
     * Cleans up after the task was cancelled, or deleted without having completed: partial files and the like. Called once,
     * also when the task was not running.
     *
     * @param input the task's input
     * @param context reads the checkpoint; progress and events are not accepted
     * @throws Exception is logged
     */
    default void discard(I input, TaskContext context) throws Exception {}
}

package io.dalbox.tasks.internal;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * A task's row.
 *
 * @param task what everybody sees of it
 * @param wanted what is wanted of it
 * @param cleanup whether it was cleaned up
 * @param run counts its runs; what an abandoned run still writes is known by its older number and ignored
 * @param tries how often it failed in a row for a passing reason
 * @param hops events between it and its first cause
 * @param removed whether it was deleted; the row stays while it waits for its clean-up or is known by its key
 * @param request what names the request that made it
 */
record Row(
        Task task,
        Want wanted,
        Cleanup cleanup,
        long run,
        int tries,
        int hops,
        boolean removed,
        @Nullable String request) {

    String id() {
        return task.taskId();
    }

    TaskState state() {
        return task.state();
    }

    Key key() {
        return new Key(task.plugin(), task.action());
    }

    /** Whether it is the run with this number, and goes on. */
    boolean isRun(long number) {
        return state() == TaskState.RUNNING && run == number;
    }
}

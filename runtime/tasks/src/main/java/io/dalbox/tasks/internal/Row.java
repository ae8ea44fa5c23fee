package io.dalbox.tasks.internal;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;

/**
 * A task's row.
 *
 * @param task what everybody sees of it
 * @param wanted what is wanted of it
 * @param cleanup whether it was cleaned up
 * @param run counts its runs; what an abandoned run still writes is known by its older number and ignored
 * @param tries how often it failed in a row for a passing reason
 * @param removed whether it was deleted and only waits for its clean-up
 */
record Row(Task task, Want wanted, Cleanup cleanup, long run, int tries, boolean removed) {

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

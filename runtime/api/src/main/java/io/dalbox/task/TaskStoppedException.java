package io.dalbox.task;

import java.io.Serial;

/** Says that a task ends its run because the host asked it to: a pause, a cancel, or its plugin stops. Let it pass. */
public final class TaskStoppedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Made by the host. */
    public TaskStoppedException() {
        super("The task was asked to stop", null, false, false);
    }
}

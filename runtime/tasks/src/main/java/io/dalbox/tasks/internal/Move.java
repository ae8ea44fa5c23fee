package io.dalbox.tasks.internal;

import io.dalbox.tasks.TaskState;
import java.util.EnumSet;
import java.util.Set;

/** The only ways from one state of a task to another. */
enum Move {
    /** A lane has begun to run it. */
    BEGIN("started", TaskState.RUNNING, EnumSet.of(TaskState.QUEUED)),
    /** Its run ended with a result. */
    COMPLETE("completed", TaskState.COMPLETED, EnumSet.of(TaskState.RUNNING)),
    /** Its run ended with an error, or can never be tried again. */
    FAIL("failed", TaskState.ERROR, EnumSet.of(TaskState.RUNNING)),
    /** Its run ended without it: its plugin or the runtime stops, or it is tried again later. */
    MAKE_WAY("queued again", TaskState.QUEUED, EnumSet.of(TaskState.RUNNING)),
    /** A person wants it to stand still. */
    PAUSE("paused", TaskState.PAUSED, EnumSet.of(TaskState.QUEUED, TaskState.RUNNING)),
    /** A person wants it to go on. */
    RESUME("resumed", TaskState.QUEUED, EnumSet.of(TaskState.PAUSED)),
    /** A person does not want it any more. */
    CANCEL("cancelled", TaskState.CANCELLED, EnumSet.of(TaskState.QUEUED, TaskState.RUNNING, TaskState.PAUSED)),
    /** A person wants it tried again. */
    RETRY("retried", TaskState.QUEUED, EnumSet.of(TaskState.ERROR, TaskState.CANCELLED));

    private final String participle;
    private final TaskState to;
    private final Set<TaskState> from;

    Move(String participle, TaskState to, Set<TaskState> from) {
        this.participle = participle;
        this.to = to;
        this.from = from;
    }

    /** Returns the word for "it was …". */
    String participle() {
        return participle;
    }

    TaskState to() {
        return to;
    }

    boolean allowedFrom(TaskState state) {
        return from.contains(state);
    }
}

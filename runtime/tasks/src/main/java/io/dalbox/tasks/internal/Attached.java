package io.dalbox.tasks.internal;

import io.dalbox.tasks.TaskRunner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A runner that is there, with the jobs it has now. */
final class Attached {

    private final Key key;
    private final TaskRunner runner;
    private final Set<RunJob> jobs = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile boolean closing;

    Attached(Key key, TaskRunner runner) {
        this.key = key;
        this.runner = runner;
    }

    Key key() {
        return key;
    }

    TaskRunner runner() {
        return runner;
    }

    Set<RunJob> jobs() {
        return jobs;
    }

    /** Says that a row may say what is not so, since the database could not write. */
    void lose() {
        lost.set(true);
    }

    boolean takeLost() {
        return lost.getAndSet(false);
    }

    boolean isClosing() {
        return closing;
    }

    /** Stops intake and asks what runs to stop. */
    void leave() {
        closing = true;
        jobs.forEach(job -> job.ask(Want.MAKE_WAY));
    }
}

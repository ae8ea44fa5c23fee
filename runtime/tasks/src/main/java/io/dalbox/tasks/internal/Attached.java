package io.dalbox.tasks.internal;

import io.dalbox.tasks.TaskRunner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A runner that is there, with the jobs it has now. */
final class Attached {

    private final Key key;
    private final TaskRunner runner;
    private final Set<RunJob> jobs = ConcurrentHashMap.newKeySet();
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

    boolean isClosing() {
        return closing;
    }

    /** Stops intake and asks what runs to stop. */
    void leave() {
        closing = true;
        jobs.forEach(job -> job.ask(Want.MAKE_WAY));
    }
}

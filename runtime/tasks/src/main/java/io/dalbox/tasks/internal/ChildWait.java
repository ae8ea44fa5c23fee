package io.dalbox.tasks.internal;

import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for the children of a task. Threads: a run's own; what is announced only wakes it, the database decides. */
final class ChildWait {

    /** Looks again without having heard anything: a missed announcement must cost time, not the task. */
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private static final String OF = " FROM tasks_task WHERE parent = ? AND removed = 0 AND state ";

    private final Store store;
    private final Announcer announcer;

    ChildWait(Store store, Announcer announcer) {
        this.store = store;
        this.announcer = announcer;
    }

    /** Returns once no child is unfinished: how many did not complete. */
    int await(String parent) throws InterruptedException {
        Semaphore news = new Semaphore(0);
        try (Tasks.Attachment listening = announcer.listen((task, removed) -> {
            if (parent.equals(task.parent()) && (removed || task.state().finished())) {
                news.release();
            }
        })) {
            while (count(parent, "IN ('queued', 'running', 'paused')") > 0) {
                news.tryAcquire(AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                news.drainPermits();
            }
            return count(parent, "IN ('error', 'cancelled')");
        }
    }

    private int count(String parent, String states) {
        return store.read(tx -> tx.one("SELECT COUNT(*)" + OF + states, row -> row.getInt(1), parent)
                .orElse(0));
    }
}

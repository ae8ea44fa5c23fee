package io.dalbox.tasks.internal;

import io.dalbox.store.Store;

/** Puts right, when the runtime starts, what the last one left in the middle: it may have been killed at any moment. */
final class Recovery {

    /** A task in which the runtime died so often without saving any progress is more likely the reason than the victim. */
    private static final int CRASHES = 5;

    private Recovery() {}

    static void run(Store store, long now) {
        store.write(tx -> {
            tx.update("UPDATE tasks_task SET cleanup = 'owed' WHERE cleanup = 'running'");
            tx.update(
                    "UPDATE tasks_task SET state = 'cancelled', cleanup = 'owed', wanted = 'run', phase = NULL,"
                            + " finished = ?, updated = ? WHERE wanted = 'cancel' AND state IN ('queued', 'running', 'paused')",
                    now,
                    now);
            tx.update(
                    "UPDATE tasks_task SET state = 'paused', wanted = 'run', phase = NULL, updated = ?"
                            + " WHERE wanted = 'pause' AND state = 'running'",
                    now);
            tx.update("UPDATE tasks_task SET crashes = crashes + 1 WHERE state = 'running'");
            tx.update(
                    "UPDATE tasks_task SET state = 'error', finished = ?, updated = ?, phase = NULL, error = ?"
                            + " WHERE state = 'running' AND crashes > ?",
                    now,
                    now,
                    "The runtime was killed " + (CRASHES + 1)
                            + " times in a row while this task ran, so it is not run again"
                            + " by itself. Retry it to try once more",
                    CRASHES);
            tx.update(
                    "UPDATE tasks_task SET state = 'queued', phase = 'resuming after restart', not_before = 0, updated = ?"
                            + " WHERE state = 'running'",
                    now);
            return true;
        });
    }
}

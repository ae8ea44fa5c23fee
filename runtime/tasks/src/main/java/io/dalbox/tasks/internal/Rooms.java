package io.dalbox.tasks.internal;

import java.util.Collection;

/** How many more tasks may begin: of an action, of its plugin, and in all. */
final class Rooms {

    private final Collection<RunJob> jobs;
    private final Limits limits;
    private final Bounds bounds;

    /**
     * Counts as it is asked.
     *
     * @param jobs all that run now; seen as it changes
     */
    Rooms(Collection<RunJob> jobs, Limits limits, Bounds bounds) {
        this.jobs = jobs;
        this.limits = limits;
        this.bounds = bounds;
    }

    Room of(Attached attached) {
        String plugin = attached.key().plugin();
        int own = attached.runner().concurrency();
        int busyOwn = 0;
        int busyPlugin = 0;
        int busy = 0;
        for (RunJob job : jobs) {
            if (job.isBusy()) {
                busy++;
                busyPlugin += job.attached().key().plugin().equals(plugin) ? 1 : 0;
                busyOwn += job.attached() == attached ? 1 : 0;
            }
        }
        return new Room(
                (own > 0 ? own : limits.perAction()) - busyOwn,
                Math.min(limits.total() - busy, bounds.of(plugin) - busyPlugin));
    }

    /**
     * Room for tasks of an action.
     *
     * @param own by its own bound
     * @param shared by the bounds that it shares with other actions
     */
    record Room(int own, int shared) {

        /** How many may begin. A parent may wait for its children in a way of its own: they may pass the shared bounds. */
        int open() {
            return childrenOnly() ? own : Math.min(own, shared);
        }

        boolean childrenOnly() {
            return shared <= 0;
        }
    }
}

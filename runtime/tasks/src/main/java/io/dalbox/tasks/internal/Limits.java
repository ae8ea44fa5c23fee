package io.dalbox.tasks.internal;

import java.time.Duration;

/**
 * The bounds of running tasks.
 *
 * @param perAction how many tasks of an action run at once when it does not say
 * @param perPlugin how many of a plugin run at once when its owner does not say
 * @param total how many run at once in all
 * @param tries how often a run that fails for a passing reason is begun before it is an error
 * @param backoff the pauses between those
 * @param standstill how long a caller waits for a task to stop
 * @param farewell how long a runner that leaves waits for its tasks
 */
record Limits(
        int perAction, int perPlugin, int total, int tries, Backoff backoff, Duration standstill, Duration farewell) {

    static Limits of(int perAction, int perPlugin, int total, int tries) {
        return new Limits(
                Math.max(1, perAction),
                Math.max(1, perPlugin),
                Math.max(1, total),
                Math.max(1, tries),
                new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10));
    }
}

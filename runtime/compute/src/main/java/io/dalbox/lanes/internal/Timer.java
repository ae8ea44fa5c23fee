package io.dalbox.lanes.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The one thread that waits for all schedules; it starts with the first. It must never run anything that takes time. */
final class Timer {

    /** A clock that is set, or a machine that slept, is noticed after this at the latest. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor executor;

    Timer() {
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Thread.ofPlatform()
                    .daemon()
                    .name("dalbox-timer")
                    .inheritInheritableThreadLocals(false)
                    .unstarted(task);
            thread.setContextClassLoader(Timer.class.getClassLoader());
            return thread;
        });
        // A cancelled schedule must not hold its plugin's classes until it would have been due.
        executor.setRemoveOnCancelPolicy(true);
    }

    /** Calls {@code wake} when {@code due} comes, or earlier: the callee looks at the clock. */
    Future<?> wake(Instant due, Runnable wake) {
        Duration left = Duration.between(Instant.now(), due);
        Duration nap = left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
        return executor.schedule(wake, Math.max(0, nap.toNanos()), TimeUnit.NANOSECONDS);
    }

    void stop() {
        executor.shutdownNow();
    }
}

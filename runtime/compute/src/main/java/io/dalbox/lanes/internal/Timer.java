package io.dalbox.lanes.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that waits for everybody; it starts with the first. It must never run anything that takes time. */
@Component(service = Timer.class)
public final class Timer {

    private static final Logger LOG = LoggerFactory.getLogger(Timer.class);

    /** A clock that is set, or a machine that slept, is noticed after this at the latest. */
    private static final Duration LONGEST_NAP = Duration.ofMinutes(1);

    private final ScheduledThreadPoolExecutor executor;

    /** No thread yet. */
    @Activate
    public Timer() {
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

    /** Calls {@code work} once, after a pause. */
    Future<?> after(Duration pause, Runnable work) {
        return executor.schedule(work, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Calls {@code look} again and again, also after it failed. */
    Future<?> every(Duration pause, Runnable look) {
        return executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        look.run();
                    } catch (Throwable e) { // an exception would end the schedule for good, without a word
                        LOG.warn("What the timer calls every {} ms failed; it is called again", pause.toMillis(), e);
                    }
                },
                pause.toNanos(),
                pause.toNanos(),
                TimeUnit.NANOSECONDS);
    }

    @Deactivate
    void stop() {
        executor.shutdownNow();
    }
}

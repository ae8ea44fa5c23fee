package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildException;
import io.dalbox.lanes.internal.os.Niceness;
import io.dalbox.lanes.internal.os.ProcessGroup;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What all children of the runtime share: the thread that starts them and the watchdog. Both begin with the first child.
 *
 * <p>All are started by one thread of the lowest priority, which they inherit; it also keeps their time. It never waits for a child.
 */
@Component(service = ChildHost.class)
@Designate(ocd = ChildHost.Config.class)
public final class ChildHost {

    private static final String STOPPING = "Dalbox is stopping";

    private final int perOwner;
    private final Watchdog watchdog = new Watchdog();
    private final ScheduledThreadPoolExecutor thread;

    /** How many run at once. */
    @ObjectClassDefinition(name = "External programs", description = "How many external programs run at once")
    public @interface Config {
        /** Programs of one plugin that run at once; more wait. */
        @AttributeDefinition(name = "Per plugin", description = "At once, of one plugin; more wait", min = "1")
        int per_plugin() default 8;
    }

    /** Nothing is started yet. */
    @Activate
    public ChildHost(Config config) {
        this(config.per_plugin());
    }

    private ChildHost(int perOwner) {
        this.perOwner = Math.max(1, perOwner);
        this.thread = new ScheduledThreadPoolExecutor(
                1,
                work -> ChildThreads.make("dalbox-children", () -> {
                    Niceness.lower(Niceness.LOWEST);
                    work.run();
                }));
        // The time limit of a child that has ended must not hold its caller's classes.
        thread.setRemoveOnCancelPolicy(true);
    }

    /** Makes one outside of the framework, for tests. */
    static ChildHost of(int perOwner) {
        return new ChildHost(perOwner);
    }

    /** Returns a new view for an owner. */
    ChildrenView view(String owner) {
        return new ChildrenView(owner, this, perOwner);
    }

    /**
     * Starts a child that dies with us and stands before its gate; tell {@link #ended} when its group has ended. Not interruptible, but takes milliseconds.
     *
     * @throws ChildException if it cannot be started
     */
    Process start(Launch launch) throws ChildException {
        Future<Process> starting;
        try {
            starting = thread.submit(() -> begin(launch));
        } catch (RejectedExecutionException stopped) {
            throw notStarted(launch, STOPPING);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return starting.get();
                } catch (InterruptedException later) {
                    // It may be half born: it is ended when it is there.
                    interrupted = true;
                }
            }
        } catch (CancellationException stopped) {
            throw notStarted(launch, STOPPING);
        } catch (ExecutionException failed) {
            throw notStarted(launch, String.valueOf(failed.getCause()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The group is empty. */
    void ended(Process process) {
        watchdog.remove(process.pid());
    }

    /** Runs {@code action}, which must not wait, after some time; at once when we are stopping. */
    Future<?> later(Duration time, Runnable action) {
        try {
            return thread.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            action.run();
            return CompletableFuture.completedFuture(null);
        }
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Kills what is left; the views have been closed before. */
    @Deactivate
    void stop() {
        // Whoever waits for one that was not begun must hear of it.
        thread.shutdownNow().forEach(left -> ((Future<?>) left).cancel(false));
        watchdog.close();
    }

    private Process begin(Launch launch) throws IOException {
        ProcessGroup.load();
        Process process = launch.builder().start();
        try {
            watchdog.add(process.pid());
        } catch (IOException unwatched) {
            process.toHandle().destroyForcibly();
            throw unwatched;
        }
        return process;
    }

    private static ChildException notStarted(Launch launch, String why) {
        return new ChildException(
                ChildException.Kind.NOT_STARTED, launch.program() + " could not be started: " + why, "");
    }
}

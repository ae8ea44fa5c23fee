package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildResult;
import io.dalbox.compute.Children;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** External programs as one owner sees them. */
final class ChildrenView implements Children, AutoCloseable {

    /** The longest grace and then SIGKILL with its own patience, and a little for the rest. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** More than can wait for a turn. */
    private static final int EVERYBODY = 1 << 28;

    private static final Logger LOG = LoggerFactory.getLogger(ChildrenView.class);

    private final String owner;
    private final ChildHost host;
    private final Semaphore turns;
    private final Set<ChildRun> running = new LinkedHashSet<>();
    private boolean closed;

    ChildrenView(String owner, ChildHost host, int most) {
        this.owner = owner;
        this.host = host;
        this.turns = new Semaphore(most, true);
    }

    @Override
    public ChildResult run(ChildCommand command) throws IOException, InterruptedException {
        if (isClosed()) {
            throw new RejectedExecutionException(
                    command.program() + " was not started: \"" + owner + "\" has stopped or let go of the service");
        }
        turns.acquire();
        ChildRun run = new ChildRun(command, host);
        try {
            enter(run, command.program());
            return run.run();
        } finally {
            leave(run);
            turns.release();
        }
    }

    /** Kills what runs and waits for it, within a bound. */
    @Override
    public void close() {
        List<ChildRun> last;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            last = List.copyOf(running);
        }
        turns.release(EVERYBODY);
        last.forEach(run -> run.stop(new Stop.OwnerGone(owner)));
        awaitEnd();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void enter(ChildRun run, String program) {
        if (closed) {
            throw new CancellationException(
                    program + " was not started: \"" + owner + "\" stopped before its turn came");
        }
        running.add(run);
    }

    private synchronized void leave(ChildRun run) {
        running.remove(run);
        notifyAll();
    }

    private synchronized void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            // A listener may stop its own bundle; its call cannot end before this one.
            while (running.stream().anyMatch(run -> !run.isOfCaller())) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    LOG.warn(
                            "Calls of {} for external programs have not ended, although the programs were killed",
                            owner);
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}

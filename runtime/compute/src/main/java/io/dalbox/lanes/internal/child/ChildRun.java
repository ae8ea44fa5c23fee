package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.ChildResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One call for an external program, on the calling thread.
 *
 * <p>The first reason to stop wins; there can be none any more once the child has ended by itself and all of its output was taken.
 */
final class ChildRun {

    /** A stopping bundle is waited for: its children may not take longer than this to end well. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(2);

    /** How often to see whether the group is gone, in milliseconds. */
    private static final long LOOK = 5;

    private final Thread caller = Thread.currentThread();
    private final ChildCommand command;
    private final ChildHost host;
    private @Nullable ChildGroup child;
    private @Nullable Conversation talk;
    private @Nullable Stop stop;
    private boolean settled;

    ChildRun(ChildCommand command, ChildHost host) {
        this.command = command;
        this.host = host;
    }

    boolean isOfCaller() {
        return caller == Thread.currentThread();
    }

    /** Starts the program and listens to it until its end. */
    ChildResult run() throws IOException, InterruptedException {
        Launch launch = Launch.of(command);
        long begin = System.nanoTime();
        ChildGroup started = new ChildGroup(command.program(), host.start(launch), host);
        Conversation conversation = new Conversation(command, launch, started);
        Future<?> clock = CompletableFuture.completedFuture(null);
        try {
            attach(started, conversation);
            clock = startClock();
            conversation.listen();
        } catch (Throwable failed) {
            // Whatever it is, an Error of a listener as well: first the child is ended, then it goes on its way.
            stop(new Stop.Failed(failed));
        }
        Stop reason = settle();
        clock.cancel(false);
        end(started, conversation);
        if (reason != null) {
            throw thrown(reason, conversation.errorTail());
        }
        Duration time = Duration.ofNanos(System.nanoTime() - begin);
        Process process = started.process;
        return new ChildResult(command.program(), process.pid(), process.exitValue(), conversation.errorTail(), time);
    }

    /** Ends the child, for the first reason that is given. Does not wait. Any thread may call it, also before there is a child. */
    void stop(Stop reason) {
        ChildGroup running;
        Conversation talking;
        synchronized (this) {
            if (stop != null || settled) {
                return;
            }
            stop = reason;
            running = child;
            talking = talk;
        }
        if (running != null && talking != null) {
            running.end(grace(reason));
            talking.deafen();
        }
    }

    private void attach(ChildGroup started, Conversation conversation) {
        Stop already;
        synchronized (this) {
            child = started;
            talk = conversation;
            already = stop;
        }
        if (already != null) {
            started.end(grace(already));
            conversation.deafen();
        }
    }

    private Future<?> startClock() {
        return command.timeLimit()
                .<Future<?>>map(limit -> host.later(limit, () -> stop(new Stop.Overtime(limit))))
                .orElse(CompletableFuture.completedFuture(null));
    }

    private synchronized @Nullable Stop settle() {
        settled = true;
        return stop;
    }

    /** Waits for the end of the group, which is bounded, whoever is in a hurry: no call may leave a process behind. */
    private void end(ChildGroup started, Conversation conversation) {
        started.end(command.grace());
        boolean interrupted = false;
        while (!started.isGone()) {
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException hurried) {
                interrupted = true;
            }
        }
        host.ended(started.process);
        conversation.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration grace(Stop reason) {
        Duration grace = command.grace();
        return reason instanceof Stop.OwnerGone && grace.compareTo(LAST_GRACE) > 0 ? LAST_GRACE : grace;
    }

    /** Returns what the call ends with; unchecked exceptions and errors are thrown at once. */
    private IOException thrown(Stop reason, String errorTail) throws InterruptedException {
        return switch (reason) {
            case Stop.Overtime(Duration limit) ->
                new ChildException(
                        ChildException.Kind.TIME_LIMIT,
                        command.program() + " was killed: it ran longer than "
                                + limit.toString().substring(2).toLowerCase(Locale.ROOT),
                        errorTail);
            case Stop.OwnerGone(String owner) ->
                throw new CancellationException(command.program() + " was killed: \"" + owner + "\" stopped");
            case Stop.Failed(InterruptedException interrupted) -> throw interrupted;
            case Stop.Failed(IOException io) -> io;
            case Stop.Failed(RuntimeException unchecked) -> throw unchecked;
            case Stop.Failed(Error error) -> throw error;
            case Stop.Failed(Throwable other) -> new IOException(other);
        };
    }
}

package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.lanes.internal.child.Mailbox.Chunk;
import io.dalbox.lanes.internal.child.Mailbox.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes bytes between a child and its caller. The calling thread listens; threads of their own read the pipes. */
final class Conversation {

    /** How often to see, in milliseconds, whether the child ended while something that it left behind holds its output. */
    private static final long LOOK = 100;

    /** How long, in milliseconds, somebody outside of the group may hold the output open after the group has ended. */
    private static final long STRAGGLERS = 1000;

    /** In bytes. More than pipes and mailbox can hold of what the group itself said, so it comes from outside of it. */
    private static final long MOST_LATE = 4 * 1024 * 1024;

    /** How long to wait for a caller's input that does not heed an interrupt. */
    private static final Duration INPUT = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final ChildCommand command;
    private final Launch launch;
    private final ChildGroup child;
    private final Mailbox mailbox;
    private final Output output;
    private @Nullable Thread feeder;
    private long silence;
    private long late;

    Conversation(ChildCommand command, Launch launch, ChildGroup child) {
        this.command = command;
        this.launch = launch;
        this.child = child;
        this.mailbox = new Mailbox(launch.output() ? 2 : 1);
        this.output = new Output(command);
    }

    /** Listens until the child and its group have ended, or {@link #deafen} is called. Throws what the caller's listeners throw. */
    void listen() throws IOException, InterruptedException {
        startReaders();
        command.started().ifPresent(listener -> listener.accept(child.process.pid()));
        openGate();
        while (mailbox.isOpen() && !isOver()) {
            boolean ended = hasEnded();
            Chunk chunk = mailbox.next(LOOK);
            Throwable failure = mailbox.failure();
            if (failure != null) {
                throw rethrown(failure);
            }
            if (chunk != null) {
                silence = 0;
                late += ended ? chunk.bytes().length : 0;
                output.accept(chunk);
            } else if (mailbox.isDrained()) {
                child.process.waitFor(LOOK, TimeUnit.MILLISECONDS);
            } else if (ended) {
                silence += LOOK;
            }
        }
        if (mailbox.isOpen()) {
            output.end();
        }
    }

    /** What the child still says is dropped, and {@link #listen} returns. */
    void deafen() {
        mailbox.deafen();
    }

    /** The child is gone. */
    void close() {
        mailbox.close();
        Thread feeding = feeder;
        if (feeding != null) {
            feeding.interrupt();
            awaitEnd(feeding);
        }
    }

    String errorTail() {
        return output.errorTail();
    }

    private boolean isOver() {
        if (mailbox.isDrained()) {
            return !child.process.isAlive();
        }
        boolean strange = silence > STRAGGLERS || late > MOST_LATE;
        if (strange) {
            LOG.warn(
                    "{} started a process that left its group, runs on, and holds the output open; it is not listened to",
                    command.program());
        }
        return strange;
    }

    /** Once the program has ended, what it left behind in its group is ended as well. */
    private boolean hasEnded() {
        if (child.process.isAlive()) {
            return false;
        }
        child.end(command.grace());
        return child.isGone();
    }

    /** The readers are there before the program may begin: see {@link Pump}. */
    private void startReaders() throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(launch.output() ? 2 : 1);
        thread("err", new Pump(child.process.getErrorStream(), Source.ERR, mailbox, ready))
                .start();
        if (launch.output()) {
            thread("out", new Pump(child.process.getInputStream(), Source.OUT, mailbox, ready))
                    .start();
        }
        ready.await();
    }

    private void openGate() {
        OutputStream in = child.process.getOutputStream();
        try {
            in.write(Launch.GO);
            in.flush();
            if (command.input().isEmpty()) {
                in.close();
            }
        } catch (IOException ended) {
            LOG.debug("{} ended before it began; its exit code says why", command.program(), ended);
        }
        command.input().ifPresent(bytes -> {
            Thread thread = thread("in", new Feeder(bytes, in, mailbox));
            feeder = thread;
            thread.start();
        });
    }

    private Thread thread(String stream, Runnable work) {
        return ChildThreads.make("dalbox-child " + command.program() + " " + child.process.pid() + " " + stream, work);
    }

    private void awaitEnd(Thread feeding) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!feeding.join(INPUT)) {
                LOG.warn(
                        "The input of {} does not end although it was interrupted; its thread \"{}\" is abandoned",
                        command.program(),
                        feeding.getName());
            }
        } catch (InterruptedException hurried) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns what the caller's own stream threw on another thread; errors and unchecked exceptions are thrown at once. */
    private static IOException rethrown(Throwable failure) {
        return switch (failure) {
            case IOException io -> io;
            case RuntimeException unchecked -> throw unchecked;
            case Error error -> throw error;
            default -> new IOException(failure);
        };
    }
}

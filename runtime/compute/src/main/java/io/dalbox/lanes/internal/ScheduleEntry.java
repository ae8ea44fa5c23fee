package io.dalbox.lanes.internal;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules.Registration;
import io.dalbox.lanes.Schedules.Timing;
import io.dalbox.lanes.Schedules.View;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One schedule. It is waiting, running or closed; each round ends by arranging the next, so rounds never overlap. The monitor
 * guards the fields; work and timers are started inside it, and neither runs on the caller's thread.
 */
final class ScheduleEntry implements Registration {

    /** How long {@link #close} waits for a round that was interrupted. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleEntry.class);

    private final String owner;
    private final Timing timing;
    private final Timetable timetable;
    private final BackgroundWork work;
    private final Lanes lanes;
    private final Timer timer;
    private final Consumer<ScheduleEntry> removed;

    private boolean closed;
    private int failures;
    private @Nullable Future<?> nap;
    private @Nullable CompletableFuture<?> round;
    private @Nullable Thread runner;
    private @Nullable Instant last;
    private @Nullable Instant next;
    private @Nullable String lastError;

    ScheduleEntry(
            String owner,
            Timing timing,
            Timetable timetable,
            BackgroundWork work,
            Lanes lanes,
            Timer timer,
            Consumer<ScheduleEntry> removed) {
        this.owner = owner;
        this.timing = timing;
        this.timetable = timetable;
        this.work = work;
        this.lanes = lanes;
        this.timer = timer;
        this.removed = removed;
    }

    synchronized void start() {
        if (timing.onStart()) {
            begin();
        } else {
            arrange(timetable.next(Instant.now()));
        }
    }

    synchronized View view() {
        return new View(owner, timing.name(), round != null, last, next, lastError);
    }

    @Override
    public void close() {
        CompletableFuture<?> running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            next = null;
            if (nap != null) {
                nap.cancel(false);
                nap = null;
            }
            running = round;
        }
        removed.accept(this);
        if (running != null) {
            running.cancel(true);
        }
        awaitEnd();
    }

    private synchronized void awake() {
        nap = null;
        Instant due = next;
        if (closed || due == null) {
            return;
        }
        if (Instant.now().isBefore(due)) {
            arrange(Optional.of(due));
        } else {
            begin();
        }
    }

    /** The monitor is held. */
    private void begin() {
        if (runner != null) {
            // The last round was cancelled from outside and does not heed it: rounds must not overlap.
            failed(new IllegalStateException("The last round was cancelled but has not ended yet"));
            return;
        }
        next = null;
        try {
            CompletableFuture<?> started = lanes.submit(owner, timing.lane(), timing.name(), () -> {
                runRound();
                return "";
            });
            round = started;
            // On another thread: a round that has ended already would else end here, before it is known to run.
            started.whenCompleteAsync((ok, failure) -> ended(failure), Thread::startVirtualThread);
        } catch (RejectedExecutionException refused) {
            failed(refused);
        }
    }

    private void runRound() throws Exception {
        synchronized (this) {
            if (closed) {
                return;
            }
            runner = Thread.currentThread();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                runner = null;
                notifyAll();
            }
        }
    }

    private synchronized void ended(@Nullable Throwable failure) {
        round = null;
        if (closed) {
            return;
        }
        last = Instant.now();
        if (failure == null) {
            failures = 0;
            lastError = null;
            arrange(timetable.next(Instant.now()));
        } else {
            failed(failure);
        }
    }

    /** The monitor is held. */
    private void failed(Throwable failure) {
        failures++;
        lastError = sentence(failure);
        Instant again = timetable.retry(Instant.now(), failures);
        if (failure instanceof CancellationException || failure instanceof RejectedExecutionException) {
            // The owner is being stopped, and this schedule with it in a moment: nobody needs a stack trace of that.
            LOG.debug("\"{}\" of {} did not run: {}", timing.name(), owner, lastError);
        } else {
            LOG.warn(
                    "\"{}\" of {} failed {} time(s) in a row; next at {}",
                    timing.name(),
                    owner,
                    failures,
                    again,
                    failure);
        }
        arrange(Optional.of(again));
    }

    /** The monitor is held. */
    private void arrange(Optional<Instant> due) {
        next = due.orElse(null);
        nap = due.map(when -> timer.wake(when, this::awake)).orElse(null);
    }

    private synchronized void awaitEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (runner != null && runner != Thread.currentThread()) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    LOG.warn(
                            "\"{}\" of {} does not end although it was interrupted; it is abandoned",
                            timing.name(),
                            owner);
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sentence(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}

package io.dalbox.lanes.internal;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.Intervals;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules.Registration;
import io.dalbox.lanes.Schedules.State;
import io.dalbox.lanes.Schedules.Timing;
import io.dalbox.lanes.Schedules.View;
import io.dalbox.lanes.Work;
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

    private final String id;
    private final String owner;
    private final Timing timing;
    private final Timetable timetable;
    private final BackgroundWork work;
    private final Lanes lanes;
    private final Timer timer;
    private final Consumer<ScheduleEntry> removed;

    private boolean closed;
    private boolean paused;
    private int failures;
    private int runs;
    private long begun;
    private @Nullable Double lastSeconds;
    private @Nullable Future<?> nap;
    private @Nullable CompletableFuture<?> round;
    private @Nullable Thread runner;
    private @Nullable Instant last;
    private @Nullable Instant next;
    private @Nullable String lastError;

    ScheduleEntry(
            String id,
            String owner,
            Timing timing,
            Timetable timetable,
            BackgroundWork work,
            Lanes lanes,
            Timer timer,
            Consumer<ScheduleEntry> removed) {
        this.id = id;
        this.owner = owner;
        this.timing = timing;
        this.timetable = timetable;
        this.work = work;
        this.lanes = lanes;
        this.timer = timer;
        this.removed = removed;
    }

    synchronized void start(boolean asPaused) {
        paused = asPaused;
        if (paused) {
            return;
        }
        if (timing.onStart()) {
            begin();
        } else {
            arrange(timetable.next(Instant.now()));
        }
    }

    /** Keeps rounds from beginning by themselves, or lets them. */
    synchronized void pause(boolean wanted) {
        if (wanted == paused || closed) {
            return;
        }
        paused = wanted;
        if (paused) {
            forgetNext();
        } else if (round == null) {
            arrange(timetable.next(Instant.now()));
        }
    }

    /** Begins a round unless one runs. */
    synchronized void run() {
        if (!closed && round == null) {
            forgetNext();
            begin();
        }
    }

    String id() {
        return id;
    }

    synchronized View view() {
        return new View(
                id,
                owner,
                timing.name(),
                timing.every().isBlank() ? null : timing.every(),
                timing.cron().isBlank() ? null : timing.cron(),
                timing.onStart(),
                Intervals.format(timing.retry()),
                timing.lane(),
                state(),
                last,
                lastSeconds,
                next,
                lastError,
                failures,
                runs);
    }

    private State state() {
        if (round != null) {
            return State.RUNNING;
        }
        if (paused) {
            return State.PAUSED;
        }
        return next == null ? State.ENDED : State.WAITING;
    }

    private void forgetNext() {
        next = null;
        if (nap != null) {
            nap.cancel(false);
            nap = null;
        }
    }

    @Override
    public void close() {
        CompletableFuture<?> running;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            forgetNext();
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
            Work round = Work.of(owner, timing.lane(), timing.name(), Priority.BACKGROUND);
            CompletableFuture<?> started = lanes.submit(round, () -> {
                runRound();
                return "";
            });
            this.round = started;
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
            begun = System.nanoTime();
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                runner = null;
                lastSeconds = (System.nanoTime() - begun) / 1e9;
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
        runs++;
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
        if (paused) {
            return;
        }
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

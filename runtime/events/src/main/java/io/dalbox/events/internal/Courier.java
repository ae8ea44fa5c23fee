package io.dalbox.events.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.Attempt;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.Journal;
import io.dalbox.events.SubscriptionSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes the attempts of one subscription and notes what came of them. Thread-safe. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final double NANOS_PER_MILLI = 1e6;

    private final SubscriptionSpec spec;
    private final EventCursors.Key key;
    private final Journal.Delivery delivery;
    private final DeliveryLog log;
    private final Ledger ledger;
    private final Progress progress;
    private final Parked parked;
    private final InstantSource clock;
    private final BooleanSupplier rest;

    final LongAdder delivered = new LongAdder();
    final LongAdder skipped = new LongAdder();
    final LongAdder failed = new LongAdder();

    /** What the last attempt was held for. */
    volatile @Nullable String held;

    /** Set once nobody waits for what is still under way: what comes of it no longer counts. */
    volatile boolean abandoned;

    /**
     * Made for a subscription.
     *
     * @param rest waits a while before the database is tried again; returns false when the subscription has ended
     */
    Courier(
            SubscriptionSpec spec,
            Journal.Delivery delivery,
            DeliveryLog log,
            Ledger ledger,
            Progress progress,
            Parked parked,
            InstantSource clock,
            BooleanSupplier rest) {
        this.spec = spec;
        this.key = new EventCursors.Key(spec.subscriber(), spec.type());
        this.delivery = delivery;
        this.log = log;
        this.ledger = ledger;
        this.progress = progress;
        this.parked = parked;
        this.clock = clock;
        this.rest = rest;
    }

    /** Tries once; returns what to try next before anything that follows it, or {@code null} to go on. */
    @Nullable
    Pending attempt(Pending pending) {
        Instant began = now();
        long start = System.nanoTime();
        DeliveryOutcome outcome = call(pending);
        // What the delivery left behind must not end the waits that follow.
        boolean interrupted = Thread.interrupted();
        double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
        if (abandoned) {
            LOG.debug("{} ended after it was given up (interrupted: {})", pending, interrupted);
            return null;
        }
        held = outcome instanceof DeliveryOutcome.Held(String reason) ? reason : null;
        return switch (outcome) {
            case DeliveryOutcome.Done(ObjectNode detail, String task) ->
                done(pending, new Pending.Told(began, now(), millis, null, task, detail));
            case DeliveryOutcome.Skipped() -> skip(pending, began, millis);
            case DeliveryOutcome.Failed failure -> fail(pending, failure, began, millis);
            case DeliveryOutcome.Held(String reason) ->
                again(
                        pending,
                        pending.hold(spec.retry(), began, now(), ordered()),
                        new Pending.Told(began, now(), millis, reason, null, null),
                        pending.attempts());
        };
    }

    private DeliveryOutcome call(Pending pending) {
        Attempt attempt = new Attempt(
                pending.event(),
                spec.subscriber() + "/" + pending.event().info().id(),
                pending.attempts() + 1);
        try {
            return Cause.during(pending.event().info(), () -> delivery.deliver(attempt));
        } catch (Exception | LinkageError | OutOfMemoryError thrown) {
            LOG.warn(
                    "{} could not handle the {} {} (attempt {} of {})",
                    spec.subscriber(),
                    spec.type(),
                    pending.event().info().id(),
                    attempt.number(),
                    spec.retry().attempts(),
                    thrown);
            String message = Objects.requireNonNullElse(thrown.getMessage(), thrown.toString());
            return new DeliveryOutcome.Failed(message, false, null);
        }
    }

    private @Nullable Pending done(Pending pending, Pending.Told told) {
        delivered.increment();
        DeliveryRow row = pending.row(spec, State.DONE, pending.attempts() + 1, told);
        if (pending.beside()) {
            if (durable(row)) {
                parked.end(pending.event().info().id(), Instant.MAX, true);
            }
        } else {
            if (spec.recorded() || pending.hasRow()) {
                ledger.add(row);
            }
            finish(pending);
        }
        return null;
    }

    private @Nullable Pending skip(Pending pending, Instant began, double millis) {
        if (pending.hasRow()) {
            Pending.Told told = new Pending.Told(began, now(), millis, "Skipped", null, null);
            done(pending, told);
            delivered.decrement();
        } else {
            finish(pending);
        }
        skipped.increment();
        return null;
    }

    private @Nullable Pending fail(Pending pending, DeliveryOutcome.Failed failure, Instant began, double millis) {
        failed.increment();
        Pending.Told told = new Pending.Told(began, now(), millis, failure.error(), null, failure.detail());
        return again(
                pending, pending.after(failure, spec.retry(), began, now(), ordered()), told, pending.attempts() + 1);
    }

    private @Nullable Pending again(Pending pending, @Nullable Pending next, Pending.Told told, int tries) {
        String event = pending.event().info().id();
        if (next == null) {
            if (durable(pending.row(spec, State.DEAD, tries, told))) {
                if (pending.beside()) {
                    parked.end(event, Instant.MAX, true);
                } else {
                    finish(pending);
                }
            }
            return null;
        }
        DeliveryRow row = next.row(spec, State.RETRYING, next.attempts(), told);
        if (!next.beside()) {
            note(row);
            return next;
        }
        if (durable(row)) {
            if (pending.beside()) {
                parked.end(event, next.due(), false);
            } else {
                parked.add(next.due());
                finish(pending);
            }
        }
        return null;
    }

    /** Moves the cursor on past an event that is over, or that its own row remembers. */
    private void finish(Pending pending) {
        ledger.move(key, progress.end(pending.event().sequence()));
    }

    /** Goes on past an event that its row says is over. */
    void pass(long sequence) {
        ledger.move(key, progress.end(sequence));
    }

    /** Writes what the subscription must not go on without; returns false when it ended before that was possible. */
    private boolean durable(DeliveryRow row) {
        while (!note(row)) {
            if (!rest.getAsBoolean()) {
                return false;
            }
        }
        return true;
    }

    private boolean note(DeliveryRow row) {
        try {
            log.write(row);
            return true;
        } catch (DatabaseException failure) {
            LOG.warn(
                    "What became of {} for {} could not be noted",
                    row.event().info().id(),
                    row.subscriber(),
                    failure);
            return false;
        }
    }

    private boolean ordered() {
        return spec.concurrency() == 1;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

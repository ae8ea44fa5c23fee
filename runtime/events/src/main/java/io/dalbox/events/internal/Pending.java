package io.dalbox.events.internal;

import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a subscriber.
 *
 * @param attempts how many failed
 * @param held how often in a row it could not be tried
 * @param first when it was first tried; {@code null} for never
 * @param due when it is tried next
 * @param beside whether it is apart from the order
 */
record Pending(
        JournalEvent event,
        int attempts,
        int held,
        @Nullable Instant first,
        Instant due,
        boolean beside) {

    /** What is held is looked at again this soon at the latest: it waits for something that may come back any moment. */
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(15);

    static Pending fresh(JournalEvent event) {
        return new Pending(event, 0, 0, null, Instant.EPOCH, false);
    }

    /** Goes on with what was kept. */
    static Pending kept(DeliveryTable.Kept kept) {
        DeliveryRecord record = kept.record();
        JournalEvent event = Envelopes.read(record.sequence(), Objects.requireNonNull(record.event()));
        return new Pending(
                event,
                record.attempts(),
                0,
                record.created(),
                Objects.requireNonNullElse(record.next(), Instant.EPOCH),
                kept.beside());
    }

    /** Returns whether something is kept of it that must be changed when it ends. */
    boolean hasRow() {
        return first != null;
    }

    /** Returns what to try next after a failure, or {@code null} when it is given up. */
    @Nullable
    Pending after(DeliveryOutcome.Failed failed, RetryPolicy retry, Instant began, Instant now, boolean ordered) {
        int failures = attempts + 1;
        if (failed.permanent() || failures >= retry.attempts() || tooOld(retry, began, now)) {
            return null;
        }
        Instant next = now.plus(new Backoff(retry.backoff(), retry.longest()).after(failures));
        return new Pending(event, failures, 0, began(began), next, beside || !ordered);
    }

    /** Returns what to try next when it could not be tried, or {@code null} when it has waited too long. */
    @Nullable
    Pending hold(RetryPolicy retry, Instant began, Instant now, boolean ordered) {
        if (tooOld(retry, began, now)) {
            return null;
        }
        Duration longest = retry.longest().compareTo(LONGEST_HOLD) < 0 ? retry.longest() : LONGEST_HOLD;
        Duration shortest = retry.backoff().compareTo(longest) < 0 ? retry.backoff() : longest;
        Instant next = now.plus(new Backoff(shortest, longest).after(held + 1));
        return new Pending(event, attempts, held + 1, began(began), next, beside || !ordered);
    }

    private boolean tooOld(RetryPolicy retry, Instant began, Instant now) {
        return began(began).plus(retry.maxAge()).isBefore(now);
    }

    Instant began(Instant now) {
        return first == null ? now : first;
    }

    /** Returns the row that says how it stands. */
    DeliveryRow row(SubscriptionSpec spec, State state, int tries, Told told) {
        return new DeliveryRow(
                spec.subscriber(),
                event,
                state,
                tries,
                began(told.began()),
                told.ended(),
                state == State.RETRYING ? due : null,
                told.millis(),
                told.error(),
                told.task(),
                told.detail(),
                beside);
    }

    /** What an attempt left to tell. */
    record Told(
            Instant began,
            Instant ended,
            double millis,
            @Nullable String error,
            @Nullable String task,
            tools.jackson.databind.node.@Nullable ObjectNode detail) {}
}

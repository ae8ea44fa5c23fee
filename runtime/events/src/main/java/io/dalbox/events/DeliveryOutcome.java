package io.dalbox.events;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What came of one attempt. Throwing from a delivery means {@link Failed}, not permanent, with the exception's message. */
public sealed interface DeliveryOutcome {

    /** Accepted, with nothing to tell. */
    DeliveryOutcome DONE = new Done(null, null);

    /** Not for this subscriber; leaves no history. */
    DeliveryOutcome SKIPPED = new Skipped();

    /**
     * Accepted.
     *
     * @param detail what the history tells of it, such as the parameters; {@code null} for nothing
     * @param task the task that it started
     */
    record Done(@Nullable ObjectNode detail, @Nullable String task) implements DeliveryOutcome {}

    /** The subscriber does not want this event. */
    record Skipped() implements DeliveryOutcome {}

    /**
     * It failed.
     *
     * @param error why, for people
     * @param permanent whether trying again is of no use: it becomes a dead letter at once
     * @param detail what the history tells of it
     */
    record Failed(String error, boolean permanent, @Nullable ObjectNode detail) implements DeliveryOutcome {}

    /**
     * It could not be tried now, through no fault of the event: tried again after a pause, without counting as an attempt.
     *
     * @param reason what it waits for, for people
     */
    record Held(String reason) implements DeliveryOutcome {}
}

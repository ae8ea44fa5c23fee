package io.dalbox.flows;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flow as it stands.
 *
 * @param id made by the host, stable
 * @param spec what the owner said
 * @param state how it stands
 * @param detail why it is in that state, for people; {@code null} when on or off
 * @param problems what is wrong; empty unless broken
 * @param last what came of the last delivery; {@code null} before the first
 * @param counts how many deliveries since the runtime started, and what is left
 * @param created when it was made
 * @param updated when the owner last changed it
 */
public record Flow(
        String id,
        FlowSpec spec,
        FlowState state,
        @Nullable String detail,
        List<FlowProblem> problems,
        @Nullable Last last,
        Counts counts,
        Instant created,
        Instant updated) {

    /**
     * What came of a delivery.
     *
     * @param outcome {@code done}, {@code retrying} or {@code dead}
     * @param at when
     * @param eventId the event
     * @param task the task it started
     * @param error why it failed
     * @param duration of the attempt in milliseconds
     */
    public record Last(
            String outcome,
            Instant at,
            String eventId,
            @Nullable String task,
            @Nullable String error,
            double duration) {}

    /** How many events it acted on, did not want, failed on, keeps as dead letters, and still has to look at. */
    public record Counts(long delivered, long skipped, long failed, long dead, long waiting) {}
}

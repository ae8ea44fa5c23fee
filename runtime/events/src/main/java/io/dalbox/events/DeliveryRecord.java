package io.dalbox.events;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is kept of the delivery of one event to one subscriber.
 *
 * @param id its number, as text
 * @param subscriber who was to get it
 * @param eventId the event
 * @param sequence its place in the journal
 * @param type its type
 * @param state how it stands
 * @param attempts how often it was tried
 * @param created when it was first tried
 * @param updated when it last changed
 * @param next when it is tried again; {@code null} unless retrying
 * @param duration of the last attempt in milliseconds
 * @param error why the last attempt failed
 * @param task the task that it started
 * @param detail what the subscriber told of it, such as the parameters
 * @param event the whole CloudEvent, kept for dead letters also when the journal has forgotten it; {@code null} in lists
 */
public record DeliveryRecord(
        String id,
        String subscriber,
        String eventId,
        long sequence,
        String type,
        State state,
        int attempts,
        Instant created,
        Instant updated,
        @Nullable Instant next,
        double duration,
        @Nullable String error,
        @Nullable String task,
        @Nullable ObjectNode detail,
        @Nullable ObjectNode event) {

    /** How a delivery stands. */
    public enum State {
        /** It failed, or is held, and is tried again. */
        RETRYING,
        /** The subscriber has it. */
        DONE,
        /** Given up: kept until a person redrives or discards it. */
        DEAD,
        /** A person decided that it is not needed. */
        DISCARDED;

        /** Returns the word used in JSON and SQL. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

package io.dalbox.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of an event (CloudEvents 1.0).
 *
 * @param id unique in this runtime
 * @param source {@code /module/<plugin>}
 * @param type the type's name
 * @param time when it was published
 * @param subject what it is about, if the publisher said so
 * @param causationId the id of the event, task or flow that caused it; {@code null} when a person did
 * @param hops how many events stand between it and its first cause
 */
public record EventInfo(
        String id,
        String source,
        String type,
        Instant time,
        @Nullable String subject,
        @Nullable String causationId,
        int hops) {}

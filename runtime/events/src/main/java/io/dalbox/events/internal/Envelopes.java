package io.dalbox.events.internal;

import io.dalbox.event.EventInfo;
import io.dalbox.events.JournalEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads a CloudEvent that a delivery has kept. */
final class Envelopes {

    private Envelopes() {}

    static JournalEvent read(long sequence, ObjectNode envelope) {
        EventInfo info = new EventInfo(
                envelope.path("id").asString(),
                envelope.path("source").asString(),
                envelope.path("type").asString(),
                Instant.parse(envelope.path("time").asString()),
                text(envelope, "subject"),
                text(envelope, "causationid"),
                envelope.path("hops").asInt(0));
        return new JournalEvent(sequence, info, (ObjectNode) envelope.path("data"));
    }

    private static @Nullable String text(ObjectNode envelope, String field) {
        return envelope.path(field).isString() ? envelope.path(field).asString() : null;
    }
}

package io.dalbox.flows.internal;

import io.dalbox.flows.FlowSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flow's row.
 *
 * @param id its id
 * @param spec what the owner said
 * @param cut why the storm breaker stopped it; {@code null} when it did not
 * @param created when it was made
 * @param updated when the owner last changed it
 */
record Stored(String id, FlowSpec spec, @Nullable String cut, Instant created, Instant updated) {

    /** The name under which it subscribes. */
    String subscriber() {
        return subscriber(id);
    }

    static String subscriber(String id) {
        return "flow/" + id;
    }

    /** Returns the id of the flow that subscribes under a name, {@code null} when it is none. */
    static @Nullable String flowOf(String subscriber) {
        return subscriber.startsWith("flow/") ? subscriber.substring("flow/".length()) : null;
    }

    Stored with(FlowSpec next, Instant now) {
        return new Stored(id, next, cut, created, now);
    }

    Stored cut(@Nullable String reason) {
        return new Stored(id, spec, reason, created, updated);
    }
}

package io.dalbox.hooks.internal;

import io.dalbox.hooks.HookSpec;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A hook as the database has it.
 *
 * @param id its id
 * @param spec what the owner said, without the values of headers
 * @param headers by name, sealed
 * @param secret sealed
 * @param detail why it was switched off, when not by a person
 * @param created when it was made
 * @param updated when it was last changed
 */
record Stored(
        String id,
        HookSpec spec,
        Map<String, String> headers,
        String secret,
        @Nullable String detail,
        Instant created,
        Instant updated) {

    /** Returns the subscriber's name, and what events that come in name as their cause. */
    String subscriber() {
        return subscriber(id);
    }

    static String subscriber(String id) {
        return "hook/" + id;
    }

    boolean sends() {
        return spec instanceof HookSpec.Out && spec.enabled();
    }
}

package io.dalbox.hooks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A web hook as it stands, without its secrets.
 *
 * @param id made by the host, stable
 * @param spec what the owner said; the values of headers are {@code null}
 * @param detail why it was switched off, when not by a person
 * @param last what came of the last event; {@code null} before the first
 * @param created when it was made
 * @param updated when it was last changed
 */
public record Hook(
        String id,
        HookSpec spec,
        @Nullable String detail,
        @Nullable Last last,
        Instant created,
        Instant updated) {

    /**
     * What came of an event.
     *
     * @param outcome {@code done}; for those that are sent also {@code retrying}, {@code dead} or {@code discarded}
     * @param at when
     * @param eventId the event
     * @param error why it failed
     */
    public record Last(
            String outcome,
            Instant at,
            String eventId,
            @Nullable String error) {}

    /**
     * A hook with its new secret, which is never shown again.
     *
     * @param hook the hook
     * @param secret {@code whsec_} and base64
     */
    public record WithSecret(Hook hook, String secret) {

        /** Leaves the secret out. */
        @Override
        public String toString() {
            return "WithSecret[" + hook.id() + "]";
        }
    }
}

package io.dalbox.hooks.internal;

import io.dalbox.hooks.Posted;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** How a sender shows that it knows a hook's secret. Comparing takes as long for a wrong one as for the right one. */
sealed interface Credential {

    /** How old, or how far ahead, a signed message may be (Standard Webhooks: a tolerance against replays). */
    Duration TOLERANCE = Duration.ofMinutes(5);

    /** No service has longer ids; they are kept for a while. */
    int LONGEST_ID = 200;

    /** Returns whether the sender knows the secret. */
    boolean proves(HookSecret secret, byte[] body, Instant now);

    /** Returns the id by which the sender tells a repetition. */
    default Optional<String> message() {
        return Optional.empty();
    }

    /** Reads what the sender gives; empty when it gives nothing that could do. */
    static Optional<Credential> of(Posted posted) {
        Optional<String> signature = posted.header("webhook-signature");
        if (signature.isPresent()) {
            return posted.header("webhook-id")
                    .filter(id -> !id.isEmpty() && id.length() <= LONGEST_ID)
                    .flatMap(id -> posted.header("webhook-timestamp")
                            .map(timestamp -> new Signed(id, timestamp, signature.get())));
        }
        Optional<String> github = posted.header("X-Hub-Signature-256");
        if (github.isPresent()) {
            return github.map(GitHub::new);
        }
        return posted.header("Authorization")
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(header -> new Bearer(header.substring("bearer ".length()).strip()));
    }

    /** Standard Webhooks: one of several signatures, with a space between, must fit. */
    record Signed(String id, String timestamp, String signatures) implements Credential {

        @Override
        public boolean proves(HookSecret secret, byte[] body, Instant now) {
            String expected = secret.sign(id, timestamp, body);
            boolean found = false;
            for (String signature : signatures.split(" ", -1)) {
                found |= same(expected, signature);
            }
            return found && recent(now);
        }

        @Override
        public Optional<String> message() {
            return Optional.of(id);
        }

        private boolean recent(Instant now) {
            try {
                Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
                return Duration.between(sent, now).abs().compareTo(TOLERANCE) <= 0;
            } catch (NumberFormatException | ArithmeticException | java.time.DateTimeException e) {
                return false;
            }
        }
    }

    /** GitHub and those that do as it does. */
    record GitHub(String signature) implements Credential {
        @Override
        public boolean proves(HookSecret secret, byte[] body, Instant now) {
            return same(secret.signLikeGitHub(body), signature);
        }
    }

    /** The secret itself. */
    record Bearer(String token) implements Credential {
        @Override
        public boolean proves(HookSecret secret, byte[] body, Instant now) {
            return same(secret.text(), token);
        }

        @Override
        public String toString() {
            return "Bearer[…]";
        }
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}

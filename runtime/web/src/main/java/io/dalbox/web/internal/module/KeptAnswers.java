package io.dalbox.web.internal.module;

import io.dalbox.data.Tx;
import io.dalbox.json.Json;
import io.dalbox.store.Store;
import io.dalbox.web.internal.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Remembers answers by {@code Idempotency-Key} for a day.
 *
 * <p>A key is claimed in the database before the action is entered and gets its answer after it; a call that fails gives the key
 * back. A claim without an answer that an earlier process left means that nobody knows whether the action ran: it is refused
 * rather than run twice.
 */
final class KeptAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int LONGEST_KEY = 200;

    private final Store store;
    private final String boot = UUID.randomUUID().toString();

    KeptAnswers(Store store) {
        this.store = store;
    }

    /** Whose key it is. */
    record Key(String plugin, String action, String caller, String key) {

        /** Returns what the action, for which alone it is a key, is told. */
        String text() {
            return "http/" + caller + "/" + key;
        }
    }

    /** What was answered. */
    record Kept(int status, @Nullable JsonNode body) {}

    private record Row(
            String body,
            String boot,
            @Nullable Integer status,
            @Nullable String answer) {}

    /**
     * Answers as the first call with this key did, or calls.
     *
     * @param repeatable whether the action itself does nothing twice for one key, so that a call that a crash cut off can be
     *     made again
     * @throws ProblemException 409 for another body, for a call that still runs, and for one that a crash cut off
     */
    Kept once(Key key, JsonNode body, boolean repeatable, Supplier<Kept> call) {
        if (key.key().length() > LONGEST_KEY) {
            throw new ProblemException(400, "The Idempotency-Key has more than " + LONGEST_KEY + " characters.");
        }
        String hash = hash(body.toString());
        Optional<Row> before = claim(key, hash);
        if (before.isPresent() && !(repeatable && isCutOff(before.get(), hash))) {
            return replay(before.get(), hash);
        }
        Kept kept;
        try {
            kept = call.get();
        } catch (RuntimeException | Error e) {
            release(key);
            throw e;
        }
        keep(key, kept);
        return kept;
    }

    private boolean isCutOff(Row row, String hash) {
        return row.status() == null && !row.boot().equals(boot) && row.body().equals(hash);
    }

    private Kept replay(Row row, String hash) {
        if (!row.body().equals(hash)) {
            throw new ProblemException(409, "This Idempotency-Key was used with another body. Use a new key.");
        }
        Integer status = row.status();
        if (status != null) {
            String answer = row.answer();
            return new Kept(status, answer == null ? null : Json.mapper().readTree(answer));
        }
        if (row.boot().equals(boot)) {
            throw new ProblemException(
                    409, "The first call with this key still runs.", List.of(), Map.of("Retry-After", "1"));
        }
        throw new ProblemException(
                409,
                "The first call with this key was cut off when the server stopped; whether it took effect is not known."
                        + " Look, then use a new key.");
    }

    private Optional<Row> claim(Key key, String hash) {
        long now = System.currentTimeMillis();
        return store.write(tx -> {
            tx.update("DELETE FROM web_answers WHERE created < ?", now - KEPT.toMillis());
            int claimed = tx.update(
                    "INSERT INTO web_answers (plugin, action, caller, idempotency_key, body, boot, created)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT (plugin, action, caller, idempotency_key) DO NOTHING",
                    key.plugin(),
                    key.action(),
                    key.caller(),
                    key.key(),
                    hash,
                    boot,
                    now);
            return claimed == 1 ? Optional.<Row>empty() : find(tx, key);
        });
    }

    private static Optional<Row> find(Tx tx, Key key) throws SQLException {
        return tx.one(
                "SELECT body, boot, status, answer FROM web_answers"
                        + " WHERE plugin = ? AND action = ? AND caller = ? AND idempotency_key = ?",
                row -> {
                    int status = row.getInt(3);
                    Integer known = row.wasNull() ? null : Integer.valueOf(status);
                    return new Row(row.getString(1), row.getString(2), known, row.getString(4));
                },
                key.plugin(),
                key.action(),
                key.caller(),
                key.key());
    }

    private void keep(Key key, Kept kept) {
        JsonNode body = kept.body();
        store.write(tx -> tx.update(
                "UPDATE web_answers SET status = ?, answer = ?"
                        + " WHERE plugin = ? AND action = ? AND caller = ? AND idempotency_key = ?",
                kept.status(),
                body == null ? null : body.toString(),
                key.plugin(),
                key.action(),
                key.caller(),
                key.key()));
    }

    private void release(Key key) {
        store.write(tx -> tx.update(
                "DELETE FROM web_answers WHERE plugin = ? AND action = ? AND caller = ? AND idempotency_key = ?",
                key.plugin(),
                key.action(),
                key.caller(),
                key.key()));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}

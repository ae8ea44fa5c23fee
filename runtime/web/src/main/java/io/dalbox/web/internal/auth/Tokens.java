package io.dalbox.web.internal.auth;

import io.dalbox.store.Store;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Scopes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tokens of programs. A token is shown once, when it is made; the database knows its hash. */
public final class Tokens {

    /** How far the time of the last use may lag: a write per request would be too much. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final Store store;
    private final Revocations revocations;
    private final @Nullable String bootstrap;
    private final Clock clock;

    Tokens(Store store, Revocations revocations, @Nullable String bootstrap, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.bootstrap = bootstrap;
        this.clock = clock;
    }

    /**
     * A token as shown in lists.
     *
     * @param id for removal
     * @param name what it is for
     * @param user who made it
     * @param scopes what it may
     * @param created when
     * @param expires when it ends; {@code null} for never
     * @param lastUsed when it was used last
     */
    public record Listed(
            String id,
            String name,
            String user,
            List<String> scopes,
            Instant created,
            @Nullable Instant expires,
            @Nullable Instant lastUsed) {}

    /** A new token with the secret that nobody will see again. */
    public record Made(Listed token, String secret) {}

    /** Returns all tokens, newest first. */
    public List<Listed> list() {
        return store.read(tx -> tx.query(
                "SELECT t.id, t.name, u.name, t.scopes, t.created, t.expires, t.used FROM web_tokens t"
                        + " JOIN web_users u ON u.id = t.user_id ORDER BY t.created DESC",
                Tokens::read));
    }

    /** Makes a token for a user. */
    public Made make(Caller caller, String name, Set<String> scopes, @Nullable Instant expires) {
        String secret = "dbx_" + Secrets.random();
        Instant now = clock.instant();
        if (expires != null && !expires.isAfter(now)) {
            throw ProblemException.field("/expires", "The token would have expired already.");
        }
        List<String> sorted = scopes.stream().sorted().toList();
        Listed token = new Listed(Secrets.id(), name, caller.name(), sorted, now, expires, null);
        store.write(tx -> tx.update(
                "INSERT INTO web_tokens (id, hash, user_id, name, scopes, created, expires) VALUES (?, ?, ?, ?, ?, ?, ?)",
                token.id(),
                Secrets.hash(secret),
                caller.userId(),
                name,
                String.join(" ", sorted),
                now.toEpochMilli(),
                expires == null ? null : expires.toEpochMilli()));
        return new Made(token, secret);
    }

    /** Ends a token. */
    public void remove(String id) {
        if (store.write(tx -> tx.update("DELETE FROM web_tokens WHERE id = ?", id)) == 0) {
            throw ProblemException.notFound("There is no token " + id + ".");
        }
        revocations.token(id);
    }

    /** Finds who a token stands for. */
    Optional<Caller.Program> find(String secret) {
        if (bootstrap != null && Secrets.same(secret, bootstrap)) {
            return Optional.of(new Caller.Program("bootstrap", "token", User.ADMIN, true, Set.of(Scopes.ALL)));
        }
        long now = clock.millis();
        Optional<Found> found = store.read(tx -> tx.one(
                "SELECT t.id, t.name, u.id, u.role, t.scopes, t.used FROM web_tokens t JOIN web_users u ON u.id = t.user_id"
                        + " WHERE t.hash = ? AND (t.expires IS NULL OR t.expires > ?) AND u.disabled = 0",
                row -> new Found(
                        new Caller.Program(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).equals("administrator"),
                                Set.of(row.getString(5).split(" "))),
                        row.getLong(6)),
                Secrets.hash(secret),
                now));
        found.filter(f -> f.used() < now - LAG.toMillis())
                .ifPresent(f -> used(f.caller().id(), now));
        return found.map(Found::caller);
    }

    private void used(String id, long now) {
        store.write(tx -> tx.update("UPDATE web_tokens SET used = ? WHERE id = ?", now, id));
    }

    private static Listed read(ResultSet row) throws SQLException {
        return new Listed(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                List.of(row.getString(4).split(" ")),
                Instant.ofEpochMilli(row.getLong(5)),
                time(row, 6),
                time(row, 7));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private record Found(Caller.Program caller, long used) {}
}

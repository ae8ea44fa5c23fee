package io.dalbox.web.internal.auth;

import io.dalbox.store.Store;
import io.dalbox.web.internal.http.Caller;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The sessions of browsers. The database knows only the hash of a session's id, and its CSRF token is derived from the id, so a
 * copy of the database opens no session.
 */
public final class Sessions {

    static final Duration LIFE = Duration.ofDays(30);

    /** How far the end may lag behind the last use: a write per request would be too much. */
    private static final Duration LAG = Duration.ofHours(6);

    private final Store store;
    private final Revocations revocations;
    private final Clock clock;

    Sessions(Store store, Revocations revocations, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.clock = clock;
    }

    /** Opens a session; returns the id for the cookie. */
    public String open(String userId) {
        String id = Secrets.random();
        long now = clock.millis();
        store.write(tx -> {
            tx.update("DELETE FROM web_sessions WHERE expires < ?", now);
            return tx.update(
                    "INSERT INTO web_sessions (hash, user_id, created, expires) VALUES (?, ?, ?, ?)",
                    Secrets.hash(id),
                    userId,
                    now,
                    now + LIFE.toMillis());
        });
        return id;
    }

    /** Finds who a cookie stands for. */
    public Optional<Caller.Person> find(String id) {
        String hash = Secrets.hash(id);
        long now = clock.millis();
        Optional<Found> found = store.read(tx -> tx.one(
                "SELECT u.id, u.name, u.role, s.expires FROM web_sessions s JOIN web_users u ON u.id = s.user_id"
                        + " WHERE s.hash = ? AND s.expires > ?",
                row -> new Found(
                        new Caller.Person(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3).equals("administrator"),
                                hash,
                                csrf(id)),
                        row.getLong(4)),
                hash,
                now));
        found.filter(f -> f.expires() < now + LIFE.minus(LAG).toMillis()).ifPresent(f -> slide(hash, now));
        return found.map(Found::caller);
    }

    /** Ends a session. */
    public void close(String hash) {
        store.write(tx -> tx.update("DELETE FROM web_sessions WHERE hash = ?", hash));
        revocations.session(hash);
    }

    private void slide(String hash, long now) {
        store.write(tx -> tx.update("UPDATE web_sessions SET expires = ? WHERE hash = ?", now + LIFE.toMillis(), hash));
    }

    /** Returns what unsafe requests of a session must carry. */
    public static String csrf(String id) {
        return Secrets.hash("csrf:" + id);
    }

    private record Found(Caller.Person caller, long expires) {}
}

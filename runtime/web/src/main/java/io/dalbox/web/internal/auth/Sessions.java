package io.dalbox.web.internal.auth;

import io.dalbox.store.Store;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The sessions of browsers. The database knows only the hash of a session's id, and its CSRF token is derived from the id, so a
 * copy of the database opens no session.
 */
public final class Sessions {

    static final Duration LIFE = Duration.ofDays(30);

    /** How far the last use may lag: a write per request would be too much. */
    private static final Duration LAG = Duration.ofMinutes(10);

    /** As much of a hash as names a session to its owner, and opens nothing. */
    private static final int SHOWN = 16;

    private final Store store;
    private final Revocations revocations;
    private final Clock clock;

    Sessions(Store store, Revocations revocations, Clock clock) {
        this.store = store;
        this.revocations = revocations;
        this.clock = clock;
    }

    /**
     * A session as its owner sees it.
     *
     * @param id for ending it
     * @param current whether the request came with it
     * @param browser as of {@link Device}
     * @param system as of {@link Device}
     * @param address where it was used from last
     * @param created when
     * @param lastUsed when, to within ten minutes
     */
    public record Listed(
            String id,
            boolean current,
            String browser,
            String system,
            String address,
            Instant created,
            Instant lastUsed) {}

    /** Opens a session; returns the id for the cookie. */
    public String open(String userId, Device device) {
        String id = Secrets.random();
        long now = clock.millis();
        store.write(tx -> {
            tx.update("DELETE FROM web_sessions WHERE expires < ?", now);
            return tx.update(
                    "INSERT INTO web_sessions (hash, user_id, created, expires, used, browser, system, address)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    Secrets.hash(id),
                    userId,
                    now,
                    now + LIFE.toMillis(),
                    now,
                    device.browser(),
                    device.system(),
                    device.address());
        });
        return id;
    }

    /** Finds who a cookie stands for, and remembers that the session is used. */
    public Optional<Caller.Person> find(String id, Supplier<Device> device) {
        String hash = Secrets.hash(id);
        long now = clock.millis();
        Optional<Found> found = store.read(tx -> tx.one(
                "SELECT u.id, u.name, u.role, s.used FROM web_sessions s JOIN web_users u ON u.id = s.user_id"
                        + " WHERE s.hash = ? AND s.expires > ? AND u.disabled = 0",
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
        found.filter(f -> f.used() < now - LAG.toMillis()).ifPresent(f -> slide(hash, now, device.get()));
        return found.map(Found::caller);
    }

    /** Returns the sessions of the caller's user: the one that asks first, then those used last. */
    public List<Listed> list(Caller caller) {
        String current = caller instanceof Caller.Person person ? person.session() : "";
        return store.read(tx -> tx.query(
                "SELECT hash, browser, system, address, created, used FROM web_sessions WHERE user_id = ? AND expires > ?"
                        + " ORDER BY hash = ? DESC, used DESC",
                row -> listed(row, current),
                caller.userId(),
                clock.millis(),
                current));
    }

    /** Ends a session. */
    public void close(String hash) {
        store.write(tx -> tx.update("DELETE FROM web_sessions WHERE hash = ?", hash));
        revocations.session(hash);
    }

    /** Ends one of the person's own sessions, as {@link #list} names it. */
    public void end(Caller.Person person, String id) {
        String hash = hashes(person).stream()
                .filter(one -> shown(one).equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("You have no session " + id + "; it may have ended."));
        close(hash);
    }

    /** Ends all of the person's sessions but the one that asks. */
    public void endOthers(Caller.Person person) {
        hashes(person).stream().filter(hash -> !hash.equals(person.session())).forEach(this::close);
    }

    private List<String> hashes(Caller.Person person) {
        return store.read(tx ->
                tx.query("SELECT hash FROM web_sessions WHERE user_id = ?", row -> row.getString(1), person.userId()));
    }

    private void slide(String hash, long now, Device device) {
        store.write(tx -> tx.update(
                "UPDATE web_sessions SET expires = ?, used = ?, browser = ?, system = ?, address = ? WHERE hash = ?",
                now + LIFE.toMillis(),
                now,
                device.browser(),
                device.system(),
                device.address(),
                hash));
    }

    private static Listed listed(ResultSet row, String current) throws SQLException {
        String hash = row.getString(1);
        return new Listed(
                shown(hash),
                hash.equals(current),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)));
    }

    private static String shown(String hash) {
        return hash.substring(0, SHOWN);
    }

    /** Returns what unsafe requests of a session must carry. */
    public static String csrf(String id) {
        return Secrets.hash("csrf:" + id);
    }

    private record Found(Caller.Person caller, long used) {}
}

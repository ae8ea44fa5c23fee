package io.dalbox.plugins.internal.life;

import io.dalbox.data.Tx;
import io.dalbox.plugins.PluginDetail;
import io.dalbox.store.Store;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What must be known of plugins after a restart. What is installed is not here: the jars in the folders say that. */
public final class Ledger {

    private static final int HISTORY = 100;

    private static final List<String> MIGRATIONS = List.of("""
            CREATE TABLE plugins_choice (
              id TEXT NOT NULL,
              source TEXT NOT NULL,
              enabled INTEGER NOT NULL,
              PRIMARY KEY (id, source)
            );
            CREATE TABLE plugins_version (
              id TEXT PRIMARY KEY,
              file TEXT NOT NULL,
              live TEXT,
              previous TEXT,
              refused TEXT,
              reason TEXT
            );
            CREATE TABLE plugins_starting (
              id TEXT PRIMARY KEY,
              hash TEXT NOT NULL,
              since TEXT NOT NULL
            );
            CREATE TABLE plugins_quarantine (
              id TEXT PRIMARY KEY,
              hash TEXT NOT NULL,
              reason TEXT NOT NULL
            );
            CREATE TABLE plugins_file (
              path TEXT PRIMARY KEY,
              stamp TEXT NOT NULL,
              hash TEXT NOT NULL
            );
            CREATE TABLE plugins_setting (
              plugin TEXT NOT NULL,
              name TEXT NOT NULL,
              value TEXT NOT NULL,
              secret INTEGER NOT NULL,
              PRIMARY KEY (plugin, name)
            );
            CREATE TABLE plugins_history (
              sequence INTEGER PRIMARY KEY AUTOINCREMENT,
              id TEXT NOT NULL,
              time TEXT NOT NULL,
              who TEXT NOT NULL,
              what TEXT NOT NULL,
              outcome TEXT NOT NULL
            );
            """, """
            CREATE TABLE plugins_weight (
              owner TEXT PRIMARY KEY,
              weight INTEGER NOT NULL
            );
            CREATE TABLE plugins_pause (
              schedule TEXT PRIMARY KEY
            );
            """, """
            CREATE TABLE plugins_approved (
              hash TEXT PRIMARY KEY,
              who TEXT NOT NULL,
              time TEXT NOT NULL
            );
            """, """
            ALTER TABLE plugins_starting ADD COLUMN open INTEGER NOT NULL DEFAULT 1;
            ALTER TABLE plugins_starting ADD COLUMN strikes INTEGER NOT NULL DEFAULT 0;
            """, """
            CREATE TABLE plugins_signature (
              hash TEXT PRIMARY KEY,
              signature TEXT NOT NULL
            );
            """);

    private final Store store;

    /** Opens the tables. */
    public Ledger(Store store) {
        this.store = store;
        store.migrate("plugins", MIGRATIONS);
    }

    /**
     * The versions of a plugin, by the hash of their jars.
     *
     * @param file the file that owns the id
     * @param live the version that last was live
     * @param previous the one before it
     * @param refused the one that did not become live
     * @param reason why it did not
     */
    record Versions(
            String file,
            @Nullable String live,
            @Nullable String previous,
            @Nullable String refused,
            @Nullable String reason) {}

    /** A version that is not started by itself, and why. */
    record Quarantine(String hash, String reason) {}

    boolean approved(String hash) {
        return store.read(tx -> tx.one("SELECT 1 FROM plugins_approved WHERE hash = ?", r -> true, hash))
                .orElse(false);
    }

    void approve(String hash, String who) {
        store.write(tx -> tx.update(
                "INSERT INTO plugins_approved (hash, who, time) VALUES (?, ?, ?) ON CONFLICT (hash) DO NOTHING",
                hash,
                who,
                Instant.now().toString()));
    }

    /** Returns how a jar is signed, if that was read. */
    Optional<String> signature(String hash) {
        return store.read(
                tx -> tx.one("SELECT signature FROM plugins_signature WHERE hash = ?", r -> r.getString(1), hash));
    }

    void signature(String hash, String signature) {
        store.write(tx -> tx.update(
                "INSERT INTO plugins_signature (hash, signature) VALUES (?, ?)"
                        + " ON CONFLICT (hash) DO UPDATE SET signature = excluded.signature",
                hash,
                signature));
    }

    /** Forgets what was read of the signatures of all jars but these; it can be read again. */
    void keepSignatures(Collection<String> hashes) {
        store.write(tx -> {
            List<String> known = tx.query("SELECT hash FROM plugins_signature", r -> r.getString(1));
            int forgotten = 0;
            for (String hash : known) {
                if (!hashes.contains(hash)) {
                    forgotten += tx.update("DELETE FROM plugins_signature WHERE hash = ?", hash);
                }
            }
            return forgotten;
        });
    }

    boolean enabled(String id, String source) {
        return store.read(tx -> tx.one(
                        "SELECT enabled FROM plugins_choice WHERE id = ? AND source = ?",
                        r -> r.getInt(1) != 0,
                        id,
                        source))
                .orElse(true);
    }

    void enable(String id, String source, boolean enabled) {
        store.write(tx -> tx.update(
                "INSERT INTO plugins_choice (id, source, enabled) VALUES (?, ?, ?)"
                        + " ON CONFLICT (id, source) DO UPDATE SET enabled = excluded.enabled",
                id,
                source,
                enabled ? 1 : 0));
    }

    Optional<Versions> versions(String id) {
        return store.read(tx -> tx.one(
                "SELECT file, live, previous, refused, reason FROM plugins_version WHERE id = ?",
                Ledger::versions,
                id));
    }

    void versions(String id, Versions v) {
        store.write(tx -> versions(tx, id, v));
    }

    private static int versions(Tx tx, String id, Versions v) throws SQLException {
        return tx.update(
                "INSERT INTO plugins_version (id, file, live, previous, refused, reason) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET file = excluded.file, live = excluded.live,"
                        + " previous = excluded.previous, refused = excluded.refused, reason = excluded.reason",
                id,
                v.file,
                v.live,
                v.previous,
                v.refused,
                v.reason);
    }

    /** Returns the files that owned an id when Dalbox last ran. */
    Set<String> owners() {
        return new HashSet<>(store.read(tx -> tx.query("SELECT file FROM plugins_version", r -> r.getString(1))));
    }

    /** Returns every hash that a way back needs. */
    Set<String> hashes() {
        Set<String> hashes = new HashSet<>(store.read(tx -> tx.query(
                "SELECT live FROM plugins_version WHERE live IS NOT NULL"
                        + " UNION SELECT previous FROM plugins_version WHERE previous IS NOT NULL",
                r -> r.getString(1))));
        return hashes;
    }

    /** Notes, durably, that a plugin is about to be started: found at the next boot, it brought the process down. */
    void starting(String id, String hash) {
        store.write(tx -> tx.update(
                "INSERT INTO plugins_starting (id, hash, since, open) VALUES (?, ?, ?, 1)"
                        + " ON CONFLICT (id) DO UPDATE SET since = excluded.since, open = 1, hash = excluded.hash,"
                        + " strikes = CASE WHEN plugins_starting.hash = excluded.hash THEN plugins_starting.strikes ELSE 0 END",
                id,
                hash,
                Instant.now().toString()));
    }

    /** Notes that the start ended, well or not. */
    void started(String id) {
        store.write(tx -> tx.update("DELETE FROM plugins_starting WHERE id = ?", id));
    }

    /**
     * Puts what was being started when the process died into quarantine; returns the ids. A version that has run well before gets one
     * more chance: a power cut while Dalbox starts is no fault of the plugin that happened to start just then.
     */
    List<String> quarantineUnfinished() {
        return store.write(tx -> {
            tx.update("UPDATE plugins_starting SET open = 0, strikes = 1 WHERE open = 1 AND strikes = 0"
                    + " AND hash = (SELECT live FROM plugins_version v WHERE v.id = plugins_starting.id)");
            List<String> ids = tx.query("SELECT id FROM plugins_starting WHERE open = 1", r -> r.getString(1));
            tx.update("INSERT INTO plugins_quarantine (id, hash, reason)"
                    + " SELECT id, hash, 'Dalbox went down while this plugin was being started (' || since || '). It is not"
                    + " started by itself again. Install another version, or press Restart to try it once more.'"
                    + " FROM plugins_starting WHERE open = 1"
                    + " ON CONFLICT (id) DO UPDATE SET hash = excluded.hash, reason = excluded.reason");
            tx.update("DELETE FROM plugins_starting WHERE open = 1");
            return ids;
        });
    }

    Optional<Quarantine> quarantine(String id) {
        return store.read(tx -> tx.one(
                "SELECT hash, reason FROM plugins_quarantine WHERE id = ?",
                r -> new Quarantine(r.getString(1), r.getString(2)),
                id));
    }

    void quarantine(String id, @Nullable Quarantine quarantine) {
        store.write(tx -> {
            int changed = tx.update("DELETE FROM plugins_quarantine WHERE id = ?", id);
            return quarantine == null
                    ? changed
                    : tx.update(
                            "INSERT INTO plugins_quarantine (id, hash, reason) VALUES (?, ?, ?)",
                            id,
                            quarantine.hash,
                            quarantine.reason);
        });
    }

    /** Returns the hash that a file had when it was verified, if it has not changed since. */
    Optional<String> verified(Path file, String stamp) {
        return store.read(tx -> tx.one(
                "SELECT hash FROM plugins_file WHERE path = ? AND stamp = ?",
                r -> r.getString(1),
                file.toString(),
                stamp));
    }

    void verified(Path file, String stamp, String hash) {
        store.write(tx -> tx.update(
                "INSERT INTO plugins_file (path, stamp, hash) VALUES (?, ?, ?)"
                        + " ON CONFLICT (path) DO UPDATE SET stamp = excluded.stamp, hash = excluded.hash",
                file.toString(),
                stamp,
                hash));
    }

    /** Notes that a start ended well: one commit, since somebody waits for it. */
    void live(String id, Versions versions, String what) {
        store.write(tx -> {
            tx.update("DELETE FROM plugins_starting WHERE id = ?", id);
            versions(tx, id, versions);
            return history(tx, id, "host", what, "live");
        });
    }

    void history(String id, String who, String what, String outcome) {
        store.write(tx -> history(tx, id, who, what, outcome));
    }

    /** Returns what was done with a plugin, newest first. */
    List<PluginDetail.Entry> history(String id, int most) {
        return store.read(tx -> tx.query(
                "SELECT time, who, what, outcome FROM plugins_history WHERE id = ? ORDER BY sequence DESC LIMIT ?",
                r -> new PluginDetail.Entry(
                        Instant.parse(r.getString(1)), r.getString(2), r.getString(3), r.getString(4)),
                id,
                most));
    }

    private static int history(Tx tx, String id, String who, String what, String outcome) throws SQLException {
        tx.update(
                "INSERT INTO plugins_history (id, time, who, what, outcome) VALUES (?, ?, ?, ?, ?)",
                id,
                Instant.now().toString(),
                who,
                what,
                outcome);
        return tx.update(
                "DELETE FROM plugins_history WHERE id = ? AND sequence <= (SELECT sequence FROM plugins_history"
                        + " WHERE id = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?)",
                id,
                id,
                HISTORY);
    }

    private static Versions versions(ResultSet r) throws SQLException {
        return new Versions(r.getString(1), r.getString(2), r.getString(3), r.getString(4), r.getString(5));
    }
}

package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.sqlite.JDBC;
import org.sqlite.NativeLibraryNotFoundException;

/** A connection and its prepared statements. For one thread at a time. */
final class Session implements AutoCloseable {

    /** Older ones can corrupt a database when its log is reset, and have a memory fault in full-text search. */
    private static final int[] OLDEST = {3, 53, 2};

    /** Statements kept prepared; the whole core has fewer different ones. */
    private static final int KEPT = 128;

    private static final List<String> BOTH = List.of(
            "PRAGMA busy_timeout=5000",
            "PRAGMA mmap_size=0",
            "PRAGMA temp_store=MEMORY",
            "PRAGMA trusted_schema=OFF",
            "PRAGMA cell_size_check=ON",
            "PRAGMA foreign_keys=ON");

    private final Path file;
    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new LinkedHashMap<>(16, 0.75f, true);

    private Session(Path file, List<String> settings) {
        this.file = file;
        try {
            this.connection = JDBC.createConnection("jdbc:sqlite:" + file, new Properties());
        } catch (SQLException refused) {
            throw isNative(refused) ? missing(refused) : Failures.exception(file, refused);
        } catch (LinkageError broken) {
            throw missing(broken);
        }
        try {
            for (String setting : BOTH) {
                execute(setting);
            }
            for (String setting : settings) {
                execute(setting);
            }
        } catch (SQLException refused) {
            DatabaseException failure = Failures.exception(file, refused);
            close(failure);
            throw failure;
        }
    }

    /** Opens the one connection that writes. */
    static Session writing(Path file, Tuning tuning) {
        Session session = new Session(
                file,
                List.of(
                        "PRAGMA journal_mode=WAL",
                        "PRAGMA synchronous=FULL",
                        "PRAGMA cache_size=-" + tuning.writerCache(),
                        // Checkpoints run beside the commits; only when they fall far behind does a commit make one.
                        "PRAGMA wal_autocheckpoint=" + Checkpoints.BOUND,
                        // After a burst the log is cut back to this, so that it does not keep the disk for ever.
                        "PRAGMA journal_size_limit=67108864"));
        try {
            session.checkVersion();
            session.checkMode();
        } catch (DatabaseException refused) {
            session.close(refused);
            throw refused;
        } catch (SQLException broken) {
            DatabaseException failure = Failures.exception(file, broken);
            session.close(failure);
            throw failure;
        }
        return session;
    }

    /** Opens a connection that takes the log into the database file. */
    static Session checkpointing(Path file) {
        return new Session(file, List.of("PRAGMA synchronous=FULL"));
    }

    /** Opens a connection that can only read. */
    static Session reading(Path file, Tuning tuning) {
        return new Session(file, List.of("PRAGMA query_only=ON", "PRAGMA cache_size=-" + tuning.readerCache()));
    }

    Connection connection() {
        return connection;
    }

    /** Runs a statement that has neither parameters nor rows of interest. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement without parameters and rows that comes again and again. */
    void prepared(String sql) throws SQLException {
        PreparedStatement statement = take(sql);
        try {
            statement.execute();
        } catch (SQLException failed) {
            statement.close();
            throw failed;
        }
        giveBack(sql, statement);
    }

    /** Lends a prepared statement; a second loan of the same SQL, inside the first, is another statement. */
    PreparedStatement take(String sql) throws SQLException {
        PreparedStatement kept = idle.remove(sql);
        return kept != null ? kept : connection.prepareStatement(sql);
    }

    /** Takes a statement back. */
    void giveBack(String sql, PreparedStatement statement) throws SQLException {
        statement.clearParameters();
        PreparedStatement twin = idle.put(sql, statement);
        if (twin != null) {
            twin.close();
        }
        if (idle.size() > KEPT) {
            Iterator<PreparedStatement> oldest = idle.values().iterator();
            PreparedStatement dropped = oldest.next();
            oldest.remove();
            dropped.close();
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : idle.values()) {
            statement.close();
        }
        idle.clear();
        connection.close();
    }

    private static boolean isNative(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NativeLibraryNotFoundException || cause instanceof LinkageError) {
                return true;
            }
        }
        return false;
    }

    private static DatabaseException missing(Throwable cause) {
        return new DatabaseException(
                "The database's native library cannot be loaded from " + System.getProperty("org.sqlite.tmpdir")
                        + ". That folder must not be on a disk that is full or mounted with noexec",
                cause);
    }

    private void close(DatabaseException reason) {
        try {
            close();
        } catch (SQLException second) {
            reason.addSuppressed(second);
        }
    }

    private void checkVersion() throws SQLException {
        String version = text("SELECT sqlite_version()");
        String[] parts = version.split("\\.");
        for (int i = 0; i < OLDEST.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part > OLDEST[i]) {
                return;
            }
            if (part < OLDEST[i]) {
                throw new DatabaseException(
                        "SQLite " + version + " has faults that lose data; 3.53.2 or newer is needed."
                                + " Restore the sqlite-jdbc bundle that Dalbox ships");
            }
        }
    }

    private void checkMode() throws SQLException {
        String mode = text("PRAGMA journal_mode");
        if (!"wal".equals(mode)) {
            throw new DatabaseException(
                    "The disk that holds " + file + " cannot share memory between readers and the writer"
                            + " (journal mode " + mode + "). Put the home on a local disk with --home or DALBOX_HOME");
        }
    }

    private String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}

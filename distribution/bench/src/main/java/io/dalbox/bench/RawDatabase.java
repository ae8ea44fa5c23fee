package io.dalbox.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** What the disk and the database do by themselves: the same table, nothing in between. */
final class RawDatabase {

    private static final double SECOND = 1e9;

    private final Path home;

    RawDatabase(Path home) {
        this.home = home;
    }

    /** Returns commits of so many rows a second, in rows. */
    double rows(int batch, int total) throws SQLException {
        OpenJournal.at(home).close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/dalbox.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("PRAGMA synchronous=FULL");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO events_journal (id, source, type,"
                    + " time, subject, causationid, hops, data) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
                long start = System.nanoTime();
                for (int row = 0; row < total; row++) {
                    bind(insert, row);
                    insert.executeUpdate();
                    if (row % batch == batch - 1) {
                        connection.commit();
                    }
                }
                connection.commit();
                return total / ((System.nanoTime() - start) / SECOND);
            }
        }
    }

    private static void bind(PreparedStatement insert, int row) throws SQLException {
        insert.setString(1, new UUID(System.nanoTime(), row).toString());
        insert.setString(2, "/module/bench");
        insert.setString(3, OpenJournal.TYPE);
        insert.setLong(4, row);
        insert.setString(5, null);
        insert.setString(6, null);
        insert.setInt(7, 0);
        insert.setString(
                8, "{\"file_path\":\"media:/films/film " + row + ".mkv\",\"bytes\":1000000,\"kind\":\"video\"}");
    }
}

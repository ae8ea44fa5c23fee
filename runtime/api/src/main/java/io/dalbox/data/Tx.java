package io.dalbox.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** A transaction. Only valid inside its {@link Work}, on its thread. SQL stays portable between SQLite and PostgreSQL. */
@ProviderType
public interface Tx {

    /** Runs a query with {@code ?} parameters (strings, numbers, booleans, byte arrays, {@code null}). */
    <T> List<T> query(String sql, Row<T> row, @Nullable Object... args) throws SQLException;

    /** Runs a query that has at most one row. */
    <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... args) throws SQLException;

    /** Runs a statement and returns how many rows it changed. */
    int update(String sql, @Nullable Object... args) throws SQLException;

    /** Runs a statement once for each list of parameters, in order. */
    void updateAll(String sql, List<@Nullable Object[]> args) throws SQLException;

    /** Runs an insert and returns the generated integer key. */
    long insert(String sql, @Nullable Object... args) throws SQLException;

    /**
     * Runs {@code action} once the transaction is durable, before {@link Store#write} returns, in the order of the commits.
     * It must be quick and must not throw. Never runs when the transaction fails.
     */
    void afterCommit(Runnable action);

    /** The connection, for what the methods above cannot say. Do not commit, roll back or close it. */
    Connection connection();

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        /** Reads the row that the result set stands on. */
        T read(ResultSet row) throws SQLException;
    }
}

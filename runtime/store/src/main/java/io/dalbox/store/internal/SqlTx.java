package io.dalbox.store.internal;

import io.dalbox.data.Tx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One work's view of a session; dead once the work is done. */
final class SqlTx implements Tx {

    private final Session session;
    private final boolean writes;
    private final List<Runnable> afterCommit = new ArrayList<>(2);
    private boolean ended;
    private @Nullable SQLException fatal;

    SqlTx(Session session, boolean writes) {
        this.session = session;
        this.writes = writes;
    }

    @Override
    public <T> List<T> query(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        return with(sql, args, statement -> {
            List<T> list = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    list.add(row.read(rows));
                }
            }
            return list;
        });
    }

    @Override
    public <T> Optional<T> one(String sql, Row<T> row, @Nullable Object... args) throws SQLException {
        return with(sql, args, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    return Optional.empty();
                }
                Optional<T> only = Optional.ofNullable(row.read(rows));
                if (rows.next()) {
                    throw new SQLException("The query has more than one row: " + sql);
                }
                return only;
            }
        });
    }

    @Override
    public int update(String sql, @Nullable Object... args) throws SQLException {
        return with(sql, args, PreparedStatement::executeUpdate);
    }

    @Override
    public void updateAll(String sql, List<@Nullable Object[]> args) throws SQLException {
        if (args.isEmpty()) {
            return;
        }
        with(sql, args.getFirst(), statement -> {
            int rows = statement.executeUpdate();
            for (@Nullable Object[] one : args.subList(1, args.size())) {
                bind(statement, one);
                rows += statement.executeUpdate();
            }
            return rows;
        });
    }

    @Override
    public long insert(String sql, @Nullable Object... args) throws SQLException {
        update(sql, args);
        return one("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    @Override
    public void afterCommit(Runnable action) {
        if (!writes) {
            throw new IllegalStateException("A read has no commit; use Store.write");
        }
        check();
        afterCommit.add(action);
    }

    @Override
    public Connection connection() {
        check();
        return session.connection();
    }

    /** Forbids further use: the work is over, whoever still holds this. */
    void end() {
        ended = true;
    }

    /** Returns the failure after which SQLite may have dropped the whole transaction, or {@code null}. */
    @Nullable
    SQLException fatal() {
        return fatal;
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    private <T> T with(String sql, @Nullable Object[] args, Use<T> use) throws SQLException {
        check();
        if (fatal != null) {
            // Going on would write outside of any transaction.
            throw fatal;
        }
        try {
            PreparedStatement statement = session.take(sql);
            try {
                bind(statement, args);
                T result = use.apply(statement);
                session.giveBack(sql, statement);
                return result;
            } catch (SQLException | RuntimeException | Error failed) {
                statement.close();
                throw failed;
            }
        } catch (SQLException failed) {
            if (Failures.endsTransaction(failed)) {
                fatal = failed;
            }
            throw failed;
        }
    }

    private void check() {
        if (ended) {
            throw new IllegalStateException("This transaction is over; use it only inside its work");
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] args) throws SQLException {
        for (int i = 0; i < args.length; i++) {
            int index = i + 1;
            switch (args[i]) {
                case null -> statement.setObject(index, null);
                case String text -> statement.setString(index, text);
                case Boolean flag -> statement.setInt(index, flag ? 1 : 0);
                case Double number -> statement.setDouble(index, number);
                case Float number -> statement.setDouble(index, number);
                case Long number -> statement.setLong(index, number);
                case Integer number -> statement.setInt(index, number);
                case Short number -> statement.setInt(index, number);
                case Byte number -> statement.setInt(index, number);
                case byte[] bytes -> statement.setBytes(index, bytes);
                default ->
                    throw new IllegalArgumentException("Parameter " + index + " is a "
                            + args[i].getClass().getName()
                            + "; only strings, numbers, booleans, byte arrays and null can be stored");
            }
        }
    }

    private interface Use<T> {
        T apply(PreparedStatement statement) throws SQLException;
    }
}

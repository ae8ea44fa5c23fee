package io.dalbox.events.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.Retentions;
import io.dalbox.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The owner's bounds in the database. */
@Component
public final class SqlRetentions implements Retentions {

    /** Counting on would take long in a big journal and say no more. */
    private static final int MOST = 10_000;

    private final Store store;

    /** The journal is asked for because it makes the table. */
    @Activate
    public SqlRetentions(@Reference Store store, @Reference Journal journal) {
        this(store);
    }

    SqlRetentions(Store store) {
        this.store = store;
    }

    @Override
    public List<Retention> list() {
        return store.read(tx ->
                tx.query("SELECT type, days, megabytes FROM events_retention ORDER BY type", SqlRetentions::read));
    }

    @Override
    public Optional<Retention> find(String type) {
        return store.read(tx ->
                tx.one("SELECT type, days, megabytes FROM events_retention WHERE type = ?", SqlRetentions::read, type));
    }

    @Override
    public void set(Retention retention) {
        positive("days", retention.days());
        positive("megabytes", retention.megabytes());
        store.write(tx -> retention.days() == null && retention.megabytes() == null
                ? tx.update("DELETE FROM events_retention WHERE type = ?", retention.type())
                : tx.update(
                        "INSERT INTO events_retention (type, days, megabytes) VALUES (?, ?, ?)"
                                + " ON CONFLICT (type) DO UPDATE SET days = excluded.days, megabytes = excluded.megabytes",
                        retention.type(),
                        retention.days(),
                        retention.megabytes()));
    }

    @Override
    public long count(String type) {
        return store.read(tx -> tx.one(
                        "SELECT COUNT(*) FROM (SELECT 1 FROM events_journal WHERE type = ? LIMIT ?) AS some",
                        row -> row.getLong(1),
                        type,
                        MOST)
                .orElse(0L));
    }

    private static void positive(String what, @Nullable Integer number) {
        if (number != null && number < 1) {
            throw new IllegalArgumentException("Events are kept for at least 1 of " + what + ", not " + number);
        }
    }

    private static Retention read(ResultSet row) throws SQLException {
        return new Retention(row.getString(1), number(row, 2), number(row, 3));
    }

    private static @Nullable Integer number(ResultSet row, int column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : Integer.valueOf(value);
    }
}

package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.data.Tx;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/** Runs each area's steps once and remembers them in {@code dalbox_migrations}. */
final class Migrations {

    private final SqliteFile file;
    private final Tuning tuning;
    private boolean prepared;

    Migrations(SqliteFile file, Tuning tuning) {
        this.file = file;
        this.tuning = tuning;
    }

    /** One area at a time: two bundles that start together must not both find the table missing. */
    synchronized void run(String area, List<String> steps) {
        prepare();
        int done = file.read(tx -> count(tx, area));
        if (done > steps.size()) {
            throw new DatabaseException("The database has " + done + " steps of \"" + area + "\" but this version of "
                    + tuning.owner() + " knows"
                    + " only " + steps.size()
                    + ": a newer version has used it. Start that version, or put a backup of the"
                    + " older one in its place");
        }
        for (int step = done; step < steps.size(); step++) {
            apply(area, step + 1, steps.get(step));
        }
    }

    private void prepare() {
        if (prepared) {
            return;
        }
        boolean exists = file.read(tx -> tx.one(
                        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'dalbox_migrations'", row -> 1)
                .isPresent());
        if (!exists) {
            file.write(tx -> tx.update("CREATE TABLE IF NOT EXISTS dalbox_migrations ("
                    + "area TEXT NOT NULL, step INTEGER NOT NULL, applied TEXT NOT NULL, PRIMARY KEY (area, step))"));
        }
        prepared = true;
    }

    private static int count(Tx tx, String area) throws SQLException {
        return tx.one("SELECT COALESCE(MAX(step), 0) FROM dalbox_migrations WHERE area = ?", row -> row.getInt(1), area)
                .orElse(0);
    }

    private void apply(String area, int step, String script) {
        try {
            file.write(tx -> {
                for (String sql : SqlScript.statements(script)) {
                    try (Statement statement = tx.connection().createStatement()) {
                        statement.execute(sql);
                    }
                }
                return tx.update(
                        "INSERT INTO dalbox_migrations (area, step, applied) VALUES (?, ?, ?)",
                        area,
                        step,
                        Instant.now().toString());
            });
        } catch (DatabaseException failed) {
            throw new DatabaseException(
                    "Step " + step + " of \"" + area + "\" could not be applied to the database, which is unchanged: "
                            + failed.getMessage(),
                    failed);
        }
    }
}

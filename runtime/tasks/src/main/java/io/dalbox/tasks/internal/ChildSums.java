package io.dalbox.tasks.internal;

import io.dalbox.store.Tx;
import java.sql.SQLException;

/** Adds up what the children of a task have done. */
final class ChildSums {

    private ChildSums() {}

    static Progress.Sums of(Tx tx, String parent) throws SQLException {
        return tx.one(
                        "SELECT COUNT(*), SUM(COALESCE(done, 0)), SUM(COALESCE(total, 0)),"
                                + " SUM(CASE WHEN total IS NULL AND state IN ('queued', 'running', 'paused') THEN 1 ELSE 0 END)"
                                + " FROM tasks_task WHERE parent = ? AND removed = 0",
                        row -> new Progress.Sums(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
                        parent)
                .orElse(Progress.Sums.NONE);
    }
}

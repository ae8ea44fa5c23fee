package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import java.sql.SQLException;

/**
 * Adds up what the children of a task have done. Of one that has ended, well or badly, nothing more will come: what it did is its
 * total. The sums are made of floating-point numbers, which do not overflow; up to 2^53 they are exact.
 */
final class ChildSums {

    private static final String OPEN = "state IN ('queued', 'running', 'paused')";

    private ChildSums() {}

    static Progress.Sums of(Tx tx, String parent) throws SQLException {
        return tx.one(
                        "SELECT COUNT(*), SUM(COALESCE(done, 0) * 1.0), SUM((CASE WHEN " + OPEN
                                + " THEN COALESCE(total, 0) ELSE COALESCE(done, 0) END) * 1.0),"
                                + " SUM(CASE WHEN total IS NULL AND " + OPEN + " THEN 1 ELSE 0 END)"
                                + " FROM tasks_task WHERE parent = ? AND removed = 0",
                        row -> new Progress.Sums(
                                row.getLong(1), (long) row.getDouble(2), (long) row.getDouble(3), row.getLong(4)),
                        parent)
                .orElse(Progress.Sums.NONE);
    }
}

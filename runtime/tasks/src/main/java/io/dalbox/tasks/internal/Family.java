package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The children of a task with theirs. */
final class Family {

    private Family() {}

    /** Returns all descendants, nearest first, also deleted ones. */
    static List<Row> descendants(Tx tx, String id) throws SQLException {
        List<Row> found = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(id));
        Deque<String> next = new ArrayDeque<>(List.of(id));
        while (!next.isEmpty()) {
            for (Row child : TaskRows.query(tx, "WHERE parent = ? ORDER BY id", next.removeFirst())) {
                if (seen.add(child.id())) {
                    found.add(child);
                    next.add(child.id());
                }
            }
        }
        return found;
    }
}

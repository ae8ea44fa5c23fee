package io.dalbox.plugin.sound;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How results are sorted.
 *
 * @param column of the table
 * @param descending the largest first
 */
record Order(String column, boolean descending) {

    private static final Map<String, String> COLUMNS = Map.of(
            "name", "path",
            "path", "path",
            "duration", "duration",
            "speech", "speech",
            "music", "music",
            "noise", "noise",
            "silence", "silence",
            "loudness", "loudness",
            "analyzed", "analyzed");

    private static final Set<String> KINDS = Set.of("speech", "music", "noise", "silence");

    /** Reads {@code -size} for the largest first; newest first when nothing is said. */
    static Order parse(@Nullable String sort) {
        if (sort == null || sort.isBlank()) {
            return new Order("analyzed", true);
        }
        boolean descending = sort.startsWith("-");
        String column = COLUMNS.get(descending ? sort.substring(1) : sort);
        if (column == null) {
            throw new ActionException(Kind.INVALID, "/sort", "Results cannot be sorted by \"" + sort + "\"");
        }
        return new Order(column, descending);
    }

    /** Returns the column that has the seconds of a kind. */
    static String column(String kind) {
        if (!KINDS.contains(kind)) {
            throw new ActionException(Kind.INVALID, "/kind", "There is no kind of sound \"" + kind + "\"");
        }
        return kind;
    }

    String sql() {
        return column + (descending ? " DESC" : "");
    }
}

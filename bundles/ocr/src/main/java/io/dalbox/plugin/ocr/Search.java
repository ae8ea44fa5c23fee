package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.data.Database;
import io.dalbox.plugin.ocr.ResultsAction.Page;
import io.dalbox.plugin.ocr.ResultsAction.Query;
import io.dalbox.plugin.ocr.ResultsAction.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds results by what is in them.
 *
 * <p>The index is of three letters each, since Chinese has no blanks between words. It cannot find what is shorter, and words of two
 * characters are the usual ones there; for those the texts are gone through.
 */
final class Search {

    private static final int INDEXED = 3;
    private static final int SNIPPET = 160;
    private static final int BEFORE = 40;

    private final Database database;

    Search(Database database) {
        this.database = database;
    }

    Page find(Query query) {
        int offset = offset(query);
        String search = query.search() == null ? "" : query.search().strip();
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder(
                        "SELECT " + Kept.COLUMNS + ", p.number, p.text FROM document d LEFT JOIN page p ON p.id = ")
                .append(firstPage(search, values))
                .append(" WHERE d.finished = 1");
        if (!search.isEmpty()) {
            sql.append(" AND (p.id IS NOT NULL OR d.path LIKE ? ESCAPE '\\')");
            values.add(like(search));
        }
        if (query.kind() != null) {
            sql.append(" AND d.kind = ?");
            values.add(query.kind());
        }
        sql.append(order(query.sort())).append(" LIMIT ? OFFSET ?");
        values.add(query.limit() + 1);
        values.add(offset);
        List<Row> rows = database.read(tx -> tx.query(sql.toString(), row -> row(row, search), values.toArray()));
        boolean more = rows.size() > query.limit();
        return new Page(
                more ? List.copyOf(rows.subList(0, query.limit())) : rows,
                more ? String.valueOf(offset + query.limit()) : null);
    }

    private static int offset(Query query) {
        try {
            return query.cursor() == null ? 0 : Math.max(0, Integer.parseInt(query.cursor()));
        } catch (NumberFormatException e) {
            throw new ActionException(Kind.INVALID, "/cursor", "That is no place where an answer ended");
        }
    }

    /** Which page of a document is shown: the first that has what is looked for. */
    private static String firstPage(String search, List<Object> values) {
        List<String> words = search.isEmpty() ? List.of() : Arrays.asList(search.split("\\s+"));
        String where;
        if (words.isEmpty()) {
            where = "";
        } else if (words.stream().allMatch(word -> word.codePointCount(0, word.length()) >= INDEXED)) {
            where = " AND q.id IN (SELECT rowid FROM page_text WHERE page_text MATCH ?)";
            values.add(words.stream()
                    .map(word -> '"' + word.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(" AND ")));
        } else {
            where = " AND q.text LIKE ? ESCAPE '\\'".repeat(words.size());
            words.forEach(word -> values.add(like(word)));
        }
        return "(SELECT q.id FROM page q WHERE q.document = d.id" + where + " ORDER BY q.number LIMIT 1)";
    }

    private static String like(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    /** Of the values that the schema allows; by the id where they are equal, so that no row is seen twice. */
    private static String order(String sort) {
        boolean down = sort.startsWith("-");
        return " ORDER BY d." + (down ? sort.substring(1) : sort) + (down ? " DESC" : "") + ", d.id DESC";
    }

    private static Row row(ResultSet row, String search) throws SQLException {
        Kept kept = Kept.read(row);
        String text = row.getString(14) == null ? "" : row.getString(14);
        return new Row(
                kept.id(),
                kept.path(),
                kept.name(),
                kept.kind(),
                kept.pages(),
                kept.textLength(),
                kept.confidence(),
                kept.engine(),
                kept.language(),
                kept.created().toString(),
                snippet(text, search),
                Math.max(1, row.getInt(13)));
    }

    private static String snippet(String text, String search) {
        String flat = text.replaceAll("\\s+", " ");
        String first = search.split("\\s+")[0];
        int at = first.isEmpty()
                ? 0
                : flat.toLowerCase(java.util.Locale.ROOT).indexOf(first.toLowerCase(java.util.Locale.ROOT));
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(flat.length(), from + SNIPPET);
        return (from > 0 ? "…" : "") + flat.substring(Math.min(from, to), to) + (to < flat.length() ? "…" : "");
    }
}

package io.dalbox.plugin.ocr;

import io.dalbox.storage.FileInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A result, without its pages.
 *
 * @param id under which it is kept
 * @param path the file
 * @param size of the file when it was read
 * @param modified when the file had last changed
 * @param kind {@code document} or {@code video}
 * @param wish what was asked for, as {@link Wish#text} says it
 * @param pages how many
 * @param textLength characters
 * @param confidence 0 to 100
 * @param engine which engine read most of it
 * @param language which language most of it is in
 * @param created when it was read
 */
record Kept(
        long id,
        String path,
        long size,
        Instant modified,
        String kind,
        String wish,
        int pages,
        int textLength,
        double confidence,
        String engine,
        String language,
        Instant created) {

    static final String COLUMNS =
            "d.id, d.path, d.size, d.modified, d.kind, d.wish, d.pages, d.text_length, d.confidence, d.engine, d.language, d.created";

    static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong(1),
                row.getString(2),
                row.getLong(3),
                Instant.ofEpochMilli(row.getLong(4)),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getInt(8),
                row.getDouble(9),
                row.getString(10),
                row.getString(11),
                Instant.ofEpochMilli(row.getLong(12)));
    }

    /** Returns whether the file is still what was read. */
    boolean fits(FileInfo file) {
        return file.size() == size && file.modified().toEpochMilli() == modified.toEpochMilli();
    }

    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package io.dalbox.plugin.ocr;

import io.dalbox.data.Database;
import io.dalbox.data.Tx;
import io.dalbox.plugin.ocr.text.Engine;
import io.dalbox.plugin.ocr.text.PageText;
import io.dalbox.storage.FileInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What was read, in the plugin's database.
 *
 * <p>A result is begun, gets its pages one after the other, and is finished; only then is it seen, and takes the place of what was read of
 * the same file before. Thread-safe; calls block.
 */
@Component(service = Results.class)
public final class Results {

    private static final List<String> STEPS = List.of("""
            CREATE TABLE document (
              id INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL, kind TEXT NOT NULL,
              wish TEXT NOT NULL, pages INTEGER NOT NULL, text_length INTEGER NOT NULL, confidence REAL NOT NULL,
              engine TEXT NOT NULL, language TEXT NOT NULL, created INTEGER NOT NULL, finished INTEGER NOT NULL);
            CREATE INDEX document_path ON document (path);
            CREATE TABLE page (
              id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document (id) ON DELETE CASCADE, number INTEGER NOT NULL,
              start_ms INTEGER, end_ms INTEGER, width INTEGER NOT NULL, height INTEGER NOT NULL, engine TEXT NOT NULL,
              language TEXT NOT NULL, text TEXT NOT NULL, words TEXT NOT NULL, UNIQUE (document, number));
            CREATE VIRTUAL TABLE page_text USING fts5 (text, tokenize = 'trigram');
            """);

    private final Database database;

    /** Brings the tables up to date. */
    @Activate
    public Results(@Reference Database database) {
        this.database = database;
        database.migrate(STEPS);
    }

    /** Begins one. */
    long begin(FileInfo file, String kind, Wish wish) {
        return database.write(tx -> tx.insert(
                "INSERT INTO document (path, size, modified, kind, wish, pages, text_length, confidence, engine, language, created,"
                        + " finished) VALUES (?, ?, ?, ?, ?, 0, 0, 0, '', '', ?, 0)",
                file.path().toString(),
                file.size(),
                file.modified().toEpochMilli(),
                kind,
                wish.text(),
                System.currentTimeMillis()));
    }

    /** Keeps a page, in place of what is kept under its number. */
    void put(long document, StoredPage page) {
        PageText read = page.text();
        String text = read.text();
        database.write(tx -> {
            deletePages(tx, "document = ? AND number = ?", document, page.number());
            long id = tx.insert(
                    "INSERT INTO page (document, number, start_ms, end_ms, width, height, engine, language, text, words)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    document,
                    page.number(),
                    page.start(),
                    page.end(),
                    read.width(),
                    read.height(),
                    read.engine().id(),
                    read.language(),
                    text,
                    WordRows.write(read.words()));
            return tx.update("INSERT INTO page_text (rowid, text) VALUES (?, ?)", id, text);
        });
    }

    /** Returns the numbers of the pages that it has. */
    Set<Integer> numbers(long document) {
        return new HashSet<>(database.read(
                tx -> tx.query("SELECT number FROM page WHERE document = ?", row -> row.getInt(1), document)));
    }

    /** Shows it, and deletes what was read of the same file before. */
    Kept finish(long document, double confidence, String engine, String language) {
        return database.write(tx -> {
            tx.update(
                    "UPDATE document SET finished = 1, confidence = ?, engine = ?, language = ?,"
                            + " pages = (SELECT count(*) FROM page WHERE document = ?),"
                            + " text_length = (SELECT coalesce(sum(length(text)), 0) FROM page WHERE document = ?) WHERE id = ?",
                    confidence,
                    engine,
                    language,
                    document,
                    document,
                    document);
            Kept kept = one(tx, document).orElseThrow();
            List<Long> older = tx.query(
                    "SELECT id FROM document WHERE path = ? AND id <> ?", row -> row.getLong(1), kept.path(), document);
            for (long each : older) {
                delete(tx, each);
            }
            return kept;
        });
    }

    /** Returns one that is finished. */
    Optional<Kept> find(long document) {
        return database.read(tx -> tx.one(
                "SELECT " + Kept.COLUMNS + " FROM document d WHERE d.id = ? AND d.finished = 1", Kept::read, document));
    }

    /** Returns whether it was begun, and of just this state of the file. */
    boolean isBegun(long document, FileInfo file) {
        return database.read(tx -> one(tx, document))
                .filter(kept -> kept.fits(file))
                .isPresent();
    }

    /** Returns what was read of a file. */
    Optional<Kept> of(String path) {
        return database.read(tx -> tx.one(
                "SELECT " + Kept.COLUMNS + " FROM document d WHERE d.path = ? AND d.finished = 1", Kept::read, path));
    }

    private static Optional<Kept> one(Tx tx, long document) throws SQLException {
        return tx.one("SELECT " + Kept.COLUMNS + " FROM document d WHERE d.id = ?", Kept::read, document);
    }

    /** Returns a page. */
    Optional<StoredPage> page(long document, int number) {
        return database.read(
                tx -> tx.one(PAGE + " WHERE document = ? AND number = ?", Results::readPage, document, number));
    }

    /** Returns all of its pages, in order, at most as many. */
    List<StoredPage> pages(long document, int after, int most) {
        return database.read(tx -> tx.query(
                PAGE + " WHERE document = ? AND number > ? ORDER BY number LIMIT ?",
                Results::readPage,
                document,
                after,
                most));
    }

    private static final String PAGE =
            "SELECT number, start_ms, end_ms, width, height, engine, language, words FROM page";

    private static StoredPage readPage(ResultSet row) throws SQLException {
        Long start = row.getObject(2) == null ? null : row.getLong(2);
        Long end = row.getObject(3) == null ? null : row.getLong(3);
        return new StoredPage(
                row.getInt(1),
                start,
                end,
                new PageText(
                        row.getInt(4),
                        row.getInt(5),
                        Engine.of(row.getString(6)),
                        row.getString(7),
                        WordRows.read(row.getString(8))));
    }

    /** Deletes one, and returns whether there was one. */
    boolean delete(long document) {
        return database.write(tx -> delete(tx, document));
    }

    private static boolean delete(Tx tx, long document) throws SQLException {
        deletePages(tx, "document = ?", document);
        return tx.update("DELETE FROM document WHERE id = ?", document) > 0;
    }

    private static void deletePages(Tx tx, String which, Object... values) throws SQLException {
        tx.update("DELETE FROM page_text WHERE rowid IN (SELECT id FROM page WHERE " + which + ")", values);
        tx.update("DELETE FROM page WHERE " + which, values);
    }

    /** Returns the database, for what searches it. */
    Database database() {
        return database;
    }
}

package io.dalbox.plugin.sound;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.data.Database;
import io.dalbox.data.Tx;
import io.dalbox.plugin.sound.analysis.Findings;
import io.dalbox.storage.FileInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What was found, a row for each file. A file is the same as long as its size and time of change are. Thread-safe; calls block. */
@Component(service = Library.class)
public final class Library {

    private static final String COLUMNS =
            "id, path, duration, speech, music, noise, silence, loudness, loudness_range, true_peak, damaged, analyzed";

    private static final List<String> STEPS = List.of("""
            CREATE TABLE sound (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size BIGINT NOT NULL, modified BIGINT NOT NULL,
              duration DOUBLE PRECISION NOT NULL, speech DOUBLE PRECISION NOT NULL, music DOUBLE PRECISION NOT NULL,
              noise DOUBLE PRECISION NOT NULL, silence DOUBLE PRECISION NOT NULL, loudness DOUBLE PRECISION, loudness_range DOUBLE PRECISION,
              true_peak DOUBLE PRECISION, damaged INTEGER NOT NULL, analyzed BIGINT NOT NULL);
            CREATE TABLE shape (sound BIGINT PRIMARY KEY, peaks BLOB NOT NULL, curve BLOB NOT NULL);
            CREATE TABLE part (sound BIGINT NOT NULL, layer TEXT NOT NULL, number INTEGER NOT NULL, start_time DOUBLE PRECISION NOT NULL,
              end_time DOUBLE PRECISION NOT NULL, kind TEXT NOT NULL, confidence DOUBLE PRECISION NOT NULL, PRIMARY KEY (sound, layer, number));
            """);

    /**
     * Outlines of a file.
     *
     * @param duration in seconds
     * @param peaks of the waveform
     * @param curve of loudness
     */
    @SuppressWarnings("ArrayRecordComponent") // handed from the database to who thins them out
    record Shape(double duration, byte[] peaks, byte[] curve) {}

    private final Database database;

    /** Makes the tables. */
    @Activate
    public Library(@Reference Database database) {
        this.database = database;
        database.migrate(STEPS);
    }

    /** Replaces what was known of the file. */
    Sound save(FileInfo file, Findings found) {
        long id = database.write(tx -> {
            Optional<Long> old = tx.one(
                    "SELECT id FROM sound WHERE path = ?",
                    row -> row.getLong(1),
                    file.path().toString());
            if (old.isPresent()) {
                remove(tx, old.get());
            }
            long made = insert(tx, file, found);
            tx.update("INSERT INTO shape (sound, peaks, curve) VALUES (?, ?, ?)", made, found.peaks(), found.curve());
            tx.updateAll(
                    "INSERT INTO part (sound, layer, number, start_time, end_time, kind, confidence)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    Parts.rows(made, found));
            return made;
        });
        return get(id);
    }

    private static long insert(Tx tx, FileInfo file, Findings found) throws SQLException {
        return tx.insert(
                "INSERT INTO sound (path, size, modified, duration, speech, music, noise, silence, loudness, loudness_range,"
                        + " true_peak, damaged, analyzed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                file.path().toString(),
                file.size(),
                file.modified().toEpochMilli(),
                found.duration(),
                found.seconds(io.dalbox.plugin.sound.analysis.Kind.SPEECH),
                found.seconds(io.dalbox.plugin.sound.analysis.Kind.MUSIC),
                found.seconds(io.dalbox.plugin.sound.analysis.Kind.NOISE),
                found.seconds(io.dalbox.plugin.sound.analysis.Kind.SILENCE),
                found.loudness().integrated(),
                found.loudness().range(),
                found.loudness().truePeak(),
                found.damaged() ? 1 : 0,
                Instant.now().toEpochMilli());
    }

    /** Returns what is known of the file as it is now; empty when it has changed since. */
    Optional<Sound> find(FileInfo file) {
        return database.read(tx -> tx.one(
                "SELECT " + COLUMNS + " FROM sound WHERE path = ? AND size = ? AND modified = ?",
                Library::sound,
                file.path().toString(),
                file.size(),
                file.modified().toEpochMilli()));
    }

    /**
     * Returns a result.
     *
     * @throws ActionException if there is none
     */
    Sound get(long id) {
        return database.read(tx -> tx.one("SELECT " + COLUMNS + " FROM sound WHERE id = ?", Library::sound, id))
                .orElseThrow(() -> missing(id));
    }

    Shape shape(long id) {
        return database.read(tx -> tx.one(
                        "SELECT duration, peaks, curve FROM sound JOIN shape ON sound.id = shape.sound WHERE id = ?",
                        row -> new Shape(row.getDouble(1), row.getBytes(2), row.getBytes(3)),
                        id))
                .orElseThrow(() -> missing(id));
    }

    List<Part> parts(long id, Layer layer) {
        get(id);
        return database.read(tx -> tx.query(
                "SELECT number, start_time, end_time, kind, confidence FROM part WHERE sound = ? AND layer = ? ORDER BY number",
                row -> new Part(
                        row.getString(1), row.getDouble(2), row.getDouble(3), row.getString(4), row.getDouble(5)),
                id,
                layer.key()));
    }

    /**
     * Returns results, one more than asked for when there are more.
     *
     * @param search a part of the path
     * @param kind of which there must be at least a second
     */
    List<Sound> list(@Nullable String search, @Nullable String kind, Order order, int limit, int offset) {
        StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM sound WHERE 1 = 1");
        List<@Nullable Object> args = new ArrayList<>();
        if (search != null && !search.isBlank()) {
            sql.append(" AND lower(path) LIKE ? ESCAPE '!'");
            String text = search.strip().toLowerCase(Locale.ROOT);
            args.add("%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%");
        }
        if (kind != null) {
            sql.append(" AND ").append(Order.column(kind)).append(" >= 1");
        }
        sql.append(" ORDER BY ").append(order.sql()).append(", id LIMIT ? OFFSET ?");
        args.add(limit + 1);
        args.add(offset);
        return database.read(tx -> tx.query(sql.toString(), Library::sound, args.toArray()));
    }

    void delete(long id) {
        database.write(tx -> {
            if (remove(tx, id) == 0) {
                throw missing(id);
            }
            return id;
        });
    }

    private static int remove(Tx tx, long id) throws SQLException {
        tx.update("DELETE FROM part WHERE sound = ?", id);
        tx.update("DELETE FROM shape WHERE sound = ?", id);
        return tx.update("DELETE FROM sound WHERE id = ?", id);
    }

    private static ActionException missing(long id) {
        return new ActionException(
                Kind.NOT_FOUND, "/id", "There is no result " + id + "; it may have been deleted, or made anew");
    }

    private static Sound sound(ResultSet row) throws SQLException {
        String path = row.getString(2);
        return new Sound(
                row.getLong(1),
                path.substring(path.lastIndexOf('/') + 1),
                path,
                row.getDouble(3),
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getDouble(7),
                number(row, 8),
                number(row, 9),
                number(row, 10),
                row.getInt(11) != 0,
                Instant.ofEpochMilli(row.getLong(12)).toString());
    }

    private static @Nullable Double number(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}

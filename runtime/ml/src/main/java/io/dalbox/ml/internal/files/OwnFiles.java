package io.dalbox.ml.internal.files;

import io.dalbox.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The owner's own files for models, in the database. Thread-safe. */
public final class OwnFiles {

    private static final List<String> STEPS = List.of("""
            CREATE TABLE ml_own_file (
              model TEXT NOT NULL PRIMARY KEY,
              path TEXT NOT NULL
            );
            """);

    private final Store store;
    private final Map<String, Path> files = new ConcurrentHashMap<>();

    /** Reads them. */
    public OwnFiles(Store store) {
        this.store = store;
        store.migrate("ml", STEPS);
        store.<List<Row>>read(tx ->
                        tx.query("SELECT model, path FROM ml_own_file", r -> new Row(r.getString(1), r.getString(2))))
                .forEach(row -> files.put(row.model, Path.of(row.path)));
    }

    private record Row(String model, String path) {}

    /** Returns the file for the model of a key. */
    public Optional<Path> of(String key) {
        return Optional.ofNullable(files.get(key));
    }

    /** Notes a file, or that there is none. */
    public void set(String key, @Nullable Path file) {
        store.write(tx -> file == null
                ? tx.update("DELETE FROM ml_own_file WHERE model = ?", key)
                : tx.update(
                        "INSERT INTO ml_own_file (model, path) VALUES (?, ?)"
                                + " ON CONFLICT (model) DO UPDATE SET path = excluded.path",
                        key,
                        file.toString()));
        if (file == null) {
            files.remove(key);
        } else {
            files.put(key, file);
        }
    }
}

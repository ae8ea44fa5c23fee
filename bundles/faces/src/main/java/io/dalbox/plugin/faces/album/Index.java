package io.dalbox.plugin.faces.album;

import io.dalbox.data.Database;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The index of one model's vectors, made from the database when it is first asked for and let go of when nobody asks. Thread-safe.
 */
final class Index {

    private static final int PAGE = 5000;

    private final Database database;
    private final Map<String, VectorIndex> models = new HashMap<>();
    private long used;

    Index(Database database) {
        this.database = database;
    }

    /** Returns it, or nothing when it is not in memory: then there is nothing to keep up to date. */
    synchronized @Nullable VectorIndex loaded(String model) {
        return models.get(model);
    }

    synchronized VectorIndex of(String model, int dimension) {
        used = System.nanoTime();
        VectorIndex index = models.get(model);
        if (index == null) {
            index = load(model, dimension);
            models.put(model, index);
        }
        return index;
    }

    private VectorIndex load(String model, int dimension) {
        VectorIndex index = new VectorIndex(dimension);
        long after = 0;
        List<Row> rows = page(model, after);
        while (!rows.isEmpty()) {
            for (Row row : rows) {
                index.add(row.id, row.vector);
                after = row.id;
            }
            rows = page(model, after);
        }
        return index;
    }

    private record Row(long id, float[] vector) {}

    private List<Row> page(String model, long after) {
        return database.read(tx -> tx.query(
                "select id, vector from face where model = ? and id > ? order by id limit " + PAGE,
                row -> new Row(row.getLong(1), Vectors.floats(row.getBytes(2))),
                model,
                after));
    }

    synchronized void forget(Iterable<Long> faces) {
        for (VectorIndex index : models.values()) {
            faces.forEach(index::remove);
        }
    }

    /** Lets go of it when it was not used for so long. */
    synchronized void release(long nanos) {
        if (System.nanoTime() - used > nanos) {
            models.clear();
        }
    }
}

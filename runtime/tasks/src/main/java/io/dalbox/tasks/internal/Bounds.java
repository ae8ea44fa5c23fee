package io.dalbox.tasks.internal;

import io.dalbox.action.ActionException;
import io.dalbox.store.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many tasks of a plugin run at once: what the owner decided, or else the settings say. */
final class Bounds {

    private static final int MOST = 1000;

    private final Store store;
    private final int otherwise;
    private final Map<String, Integer> decided = new ConcurrentHashMap<>();

    Bounds(Store store, int otherwise) {
        this.store = store;
        this.otherwise = otherwise;
        store.read(tx -> tx.query("SELECT plugin, most FROM tasks_bound", row -> {
            decided.put(row.getString(1), row.getInt(2));
            return true;
        }));
    }

    int of(String plugin) {
        return decided.getOrDefault(plugin, otherwise);
    }

    Map<String, Integer> decided() {
        return Map.copyOf(decided);
    }

    void decide(String plugin, @Nullable Integer most) {
        if (most == null) {
            store.write(tx -> tx.update("DELETE FROM tasks_bound WHERE plugin = ?", plugin));
            decided.remove(plugin);
            return;
        }
        if (most < 1 || most > MOST) {
            throw new ActionException(
                    ActionException.Kind.INVALID, "/most", "At once must run 1 to " + MOST + " tasks of a plugin.");
        }
        store.write(tx -> tx.update(
                "INSERT INTO tasks_bound (plugin, most) VALUES (?, ?) ON CONFLICT (plugin) DO UPDATE SET most = excluded.most",
                plugin,
                most));
        decided.put(plugin, most);
    }
}

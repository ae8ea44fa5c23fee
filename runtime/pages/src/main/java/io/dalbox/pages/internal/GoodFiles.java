package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Hashes;
import io.dalbox.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last good version of each file of each plugin, which stays on the screen while a newer one is faulty. */
final class GoodFiles {

    private final Store store;

    GoodFiles(Store store) {
        this.store = store;
        PageTables.make(store);
    }

    Optional<String> find(String plugin, String file) {
        return store.read(tx -> tx.one(
                "SELECT content FROM pages_file WHERE plugin = ? AND file = ?", row -> row.getString(1), plugin, file));
    }

    /** Makes {@code good} what is kept of a plugin, besides the {@code faulty} files, whose older versions stay. */
    void keep(String plugin, Map<String, String> good, Set<String> faulty) {
        Map<String, String> hashes = hashes(plugin);
        Map<String, String> changed = new HashMap<>();
        good.forEach((file, text) -> {
            if (!Hashes.sha256(text).equals(hashes.get(file))) {
                changed.put(file, text);
            }
        });
        hashes.keySet().removeIf(file -> good.containsKey(file) || faulty.contains(file));
        if (changed.isEmpty() && hashes.isEmpty()) {
            return;
        }
        store.write(tx -> {
            for (String gone : hashes.keySet()) {
                tx.update("DELETE FROM pages_file WHERE plugin = ? AND file = ?", plugin, gone);
            }
            for (Map.Entry<String, String> file : changed.entrySet()) {
                tx.update(
                        "INSERT INTO pages_file (plugin, file, hash, content) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (plugin, file) DO UPDATE SET hash = excluded.hash, content = excluded.content",
                        plugin,
                        file.getKey(),
                        Hashes.sha256(file.getValue()),
                        file.getValue());
            }
            return changed.size();
        });
    }

    private Map<String, String> hashes(String plugin) {
        Map<String, String> hashes = new HashMap<>();
        store.read(tx -> tx.query(
                "SELECT file, hash FROM pages_file WHERE plugin = ?",
                row -> hashes.put(row.getString(1), row.getString(2)),
                plugin));
        return hashes;
    }
}

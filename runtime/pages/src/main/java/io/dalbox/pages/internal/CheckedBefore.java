package io.dalbox.pages.internal;

import io.dalbox.json.Json;
import io.dalbox.pages.internal.descriptor.Hashes;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.core.type.TypeReference;

/**
 * Remembers what was found in each plugin's files, so that a start does not check again what did not change: reading YAML for the
 * first time costs a cold JVM a tenth of a second, which every start would pay.
 */
final class CheckedBefore {

    private final Store store;
    private final String checker;

    /**
     * Makes the tables.
     *
     * @param checker changes when the checks do
     */
    CheckedBefore(Store store, String checker) {
        this.store = store;
        this.checker = checker;
        PageTables.make(store);
    }

    /** Returns what names exactly these files under exactly these checks, with these icons. */
    String hash(String icons, SortedMap<String, String> files) {
        StringBuilder all = new StringBuilder(checker).append(' ').append(icons);
        files.forEach((file, text) -> all.append('\n').append(file).append(' ').append(Hashes.sha256(text)));
        return Hashes.sha256(all.toString());
    }

    Optional<List<PluginInfo.Problem>> find(String plugin, String hash) {
        return store.read(tx -> tx.one(
                        "SELECT faults FROM pages_checked WHERE plugin = ? AND hash = ?",
                        row -> row.getString(1),
                        plugin,
                        hash))
                .map(json -> Json.mapper().readValue(json, new TypeReference<List<PluginInfo.Problem>>() {}));
    }

    void keep(String plugin, String hash, List<PluginInfo.Problem> problems) {
        String json = Json.mapper().writeValueAsString(problems);
        store.write(tx -> tx.update(
                "INSERT INTO pages_checked (plugin, hash, faults) VALUES (?, ?, ?)"
                        + " ON CONFLICT (plugin) DO UPDATE SET hash = excluded.hash, faults = excluded.faults",
                plugin,
                hash,
                json));
    }
}

package io.dalbox.plugins.internal.settings;

import io.dalbox.json.Json;
import io.dalbox.store.Secrets;
import io.dalbox.store.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The owner's settings in the database; secrets only encrypted. The rows are made by the ledger's migrations. */
final class SettingsTable {

    private final Store store;
    private final Secrets box;

    SettingsTable(Store store, Secrets box) {
        this.store = store;
        this.box = box;
    }

    /** Returns all values by name, secrets in clear. */
    Map<String, JsonNode> read(String plugin) {
        Map<String, JsonNode> values = new HashMap<>();
        store.read(tx -> tx.query(
                        "SELECT name, value, secret FROM plugins_setting WHERE plugin = ?",
                        r -> new Row(r.getString(1), r.getString(2), r.getInt(3) != 0),
                        plugin))
                .forEach(row -> {
                    @Nullable String text = row.secret ? box.open(plugin + "/" + row.name, row.value) : row.value;
                    if (text != null) {
                        values.put(row.name, Json.mapper().readTree(text));
                    }
                });
        return values;
    }

    /** Replaces all values. */
    void write(String plugin, Map<String, JsonNode> values, Set<String> secrets) {
        store.write(tx -> {
            int count = tx.update("DELETE FROM plugins_setting WHERE plugin = ?", plugin);
            for (Map.Entry<String, JsonNode> value : values.entrySet()) {
                String name = value.getKey();
                boolean secret = secrets.contains(name);
                String text = value.getValue().toString();
                count += tx.update(
                        "INSERT INTO plugins_setting (plugin, name, value, secret) VALUES (?, ?, ?, ?)",
                        plugin,
                        name,
                        secret ? box.seal(plugin + "/" + name, text) : text,
                        secret ? 1 : 0);
            }
            return count;
        });
    }

    private record Row(String name, String value, boolean secret) {}
}

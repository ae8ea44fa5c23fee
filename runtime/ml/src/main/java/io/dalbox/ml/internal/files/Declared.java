package io.dalbox.ml.internal.files;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as a plugin declares it.
 *
 * @param plugin the plugin's id
 * @param name unique within the plugin
 * @param version as its makers count
 * @param label by language, with {@code en}
 * @param file its name on disk
 * @param sha256 of the file; {@code null} when the owner brings it
 * @param size in bytes; 0 without a hash
 * @param licence an SPDX identifier, or words
 * @param optional whether the plugin does its work without it
 * @param memory bytes that a session of it takes
 * @param sources where it can be fetched
 */
public record Declared(
        String plugin,
        String name,
        String version,
        Map<String, String> label,
        String file,
        @Nullable String sha256,
        long size,
        String licence,
        boolean optional,
        long memory,
        List<Source> sources) {

    /** Copies the collections. */
    public Declared {
        label = Map.copyOf(label);
        sources = List.copyOf(sources);
    }

    /** Returns what tells its file from others: the hash, or the plugin and name of one that the owner brings. */
    public String key() {
        return sha256 == null ? qualified() : sha256;
    }

    /** Returns the name that is unique among all plugins. */
    public String qualified() {
        return plugin + "/" + name;
    }

    /** Returns what people call it in English. */
    public String title() {
        return label.getOrDefault("en", name);
    }
}

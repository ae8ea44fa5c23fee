package io.dalbox.plugins.internal.jar;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * What a jar's manifest says.
 *
 * @param symbolicName the bundle's name
 * @param version the bundle's version
 * @param pluginId the plugin's id; {@code null} for a library
 * @param name for people
 * @param description in a sentence
 * @param author who made it
 * @param homepage where to read more
 * @param icon the name of a sprite icon
 * @param fragment whether it is a fragment, which is never started
 */
public record JarFacts(
        String symbolicName,
        Version version,
        @Nullable String pluginId,
        String name,
        @Nullable String description,
        @Nullable String author,
        @Nullable String homepage,
        @Nullable String icon,
        boolean fragment) {

    /** Returns what owns the row: the plugin's id, or a library's symbolic name. */
    public String key() {
        return pluginId == null ? symbolicName : pluginId;
    }

    /** Returns the plugin's id, empty for a library. */
    public Optional<String> plugin() {
        return Optional.ofNullable(pluginId);
    }
}

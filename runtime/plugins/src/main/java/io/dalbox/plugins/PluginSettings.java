package io.dalbox.plugins;

import io.dalbox.json.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.node.ObjectNode;

/** The settings of live plugins: their metatype definition as a schema, their values from ConfigAdmin. A service. */
@ProviderType
public interface PluginSettings {

    /** Returns the schema, with its texts in English; empty when the plugin has no settings. */
    default Optional<Schema> schema(String plugin) {
        return schema(plugin, Locale.ENGLISH);
    }

    /** Returns the schema with its texts in a language, or in English where the plugin does not have it. */
    Optional<Schema> schema(String plugin, Locale locale);

    /** Returns the values; secrets are left out. */
    ObjectNode values(String plugin);

    /** Returns the names of the secrets that are set; nobody is told what they are. */
    Set<String> secrets(String plugin);

    /**
     * Validates and applies; a secret that is absent stays as it is, and one that is null is removed.
     *
     * @throws Actions.InvalidInput if a value does not fit; nothing was changed
     */
    ObjectNode update(String plugin, ObjectNode values);
}

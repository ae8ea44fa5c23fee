package io.dalbox.plugins.internal.settings;

import io.dalbox.action.ActionException;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import io.dalbox.json.Violation;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.store.Secrets;
import io.dalbox.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings of plugins. The database holds them; ConfigAdmin is only told, and must not keep them ({@code felix.cm.pm=memory}),
 * since it would write secrets in clear. Thread-safe.
 */
public final class SettingsService implements PluginSettings {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsService.class);

    private final MetaTypeService metatypes;
    private final ConfigurationAdmin admin;
    private final Schemas schemas;
    private final SettingsTable table;
    private final boolean secretsAreSafe;
    private final Function<String, Optional<Bundle>> bundles;

    /**
     * Settings of the plugins whose bundles {@code bundles} knows.
     *
     * @param secrets encrypts those of the settings
     * @param secretsAreSafe whether ConfigAdmin keeps what it is told in memory only
     */
    public SettingsService(
            MetaTypeService metatypes,
            ConfigurationAdmin admin,
            Schemas schemas,
            Store store,
            Secrets secrets,
            boolean secretsAreSafe,
            Function<String, Optional<Bundle>> bundles) {
        this.metatypes = metatypes;
        this.admin = admin;
        this.schemas = schemas;
        this.table = new SettingsTable(store, secrets);
        this.secretsAreSafe = secretsAreSafe;
        this.bundles = bundles;
    }

    @Override
    public Optional<Schema> schema(String plugin, Locale locale) {
        return bundles.apply(plugin)
                .flatMap(bundle -> of(plugin, bundle, locale))
                .map(d -> schemas.compile(d.schema()));
    }

    @Override
    public ObjectNode values(String plugin) {
        ObjectNode shown = Json.mapper().createObjectNode();
        Map<String, JsonNode> stored = table.read(plugin);
        definition(plugin)
                .ifPresent(d -> d.attributes().forEach(a -> {
                    JsonNode value = stored.getOrDefault(
                            a.getID(), Definition.defaultOf(a).orElse(null));
                    if (value != null && a.getType() != AttributeDefinition.PASSWORD) {
                        shown.set(a.getID(), value);
                    }
                }));
        return shown;
    }

    @Override
    public Set<String> secrets(String plugin) {
        return definition(plugin)
                .map(d -> table.read(plugin).keySet().stream()
                        .filter(d::secret)
                        .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
                .orElse(Set.of());
    }

    @Override
    public ObjectNode update(String plugin, ObjectNode values) {
        Definition definition = definition(plugin)
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND, "The plugin '" + plugin + "' has no settings now."));
        ObjectNode complete = values.deepCopy();
        table.read(plugin).forEach((name, value) -> {
            if (definition.secret(name) && !complete.has(name)) {
                complete.set(name, value);
            }
        });
        complete.properties()
                .removeIf(e -> definition.secret(e.getKey()) && e.getValue().isNull());
        validate(definition, complete);
        Map<String, JsonNode> kept = new HashMap<>();
        complete.properties().forEach(e -> kept.put(e.getKey(), e.getValue()));
        Set<String> secrets = kept.keySet().stream().filter(definition::secret).collect(Collectors.toSet());
        table.write(plugin, kept, secrets);
        tell(plugin, definition, kept);
        return values(plugin);
    }

    /** Tells ConfigAdmin what the database holds; before the plugin starts, so its components begin with it. */
    public void push(String plugin, Bundle bundle) {
        Map<String, JsonNode> stored = table.read(plugin);
        if (!stored.isEmpty()) {
            of(plugin, bundle).ifPresent(d -> tell(plugin, d, stored));
        }
    }

    /** Names the settings that a resolved bundle would have. */
    public Set<String> names(String plugin, Bundle bundle) {
        return of(plugin, bundle).stream()
                .flatMap(d -> d.attributes().stream())
                .map(AttributeDefinition::getID)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void validate(Definition definition, ObjectNode values) {
        List<Violation> violations =
                new ArrayList<>(schemas.compile(definition.schema()).validate(values));
        if (violations.isEmpty()) {
            // Bounds are not part of the metatype interface; only the definition itself knows them.
            for (AttributeDefinition a : definition.attributes()) {
                JsonNode value = values.get(a.getID());
                String complaint = value == null ? null : a.validate(asMetatype(value));
                if (complaint != null && !complaint.isEmpty()) {
                    violations.add(new Violation("/" + a.getID(), complaint));
                }
            }
        }
        if (!violations.isEmpty()) {
            throw new Actions.InvalidInput(violations);
        }
    }

    // A list is comma-separated there, and commas in values are escaped (OSGi Compendium, section 105.7.2).
    private static String asMetatype(JsonNode value) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(v -> items.add(v.asString().replace("\\", "\\\\").replace(",", "\\,")));
            return String.join(",", items);
        }
        return value.asString();
    }

    private void tell(String plugin, Definition definition, Map<String, JsonNode> values) {
        Dictionary<String, Object> properties = new Hashtable<>();
        values.forEach((name, value) -> definition.attribute(name).ifPresent(a -> {
            if (a.getType() == AttributeDefinition.PASSWORD && !secretsAreSafe) {
                LOG.error(
                        "The secret {} of plugin {} is not given to it: ConfigAdmin would write it to disk in clear."
                                + " Start the framework with felix.cm.pm=memory",
                        name,
                        plugin);
            } else {
                properties.put(name, Types.java(a, value));
            }
        }));
        try {
            Configuration configuration = admin.getConfiguration(plugin, "?");
            configuration.updateIfDifferent(properties);
        } catch (IOException e) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE,
                    "The settings were saved, but the plugin could not be told: " + e.getMessage() + ". Restart it.");
        }
    }

    private Optional<Definition> definition(String plugin) {
        return bundles.apply(plugin).flatMap(bundle -> of(plugin, bundle));
    }

    private Optional<Definition> of(String plugin, Bundle bundle) {
        return of(plugin, bundle, Locale.ENGLISH);
    }

    private Optional<Definition> of(String plugin, Bundle bundle, Locale locale) {
        @Nullable MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
        if (information == null || !Arrays.asList(information.getPids()).contains(plugin)) {
            return Optional.empty();
        }
        return Optional.of(new Definition(information.getObjectClassDefinition(plugin, locale.toString())));
    }
}

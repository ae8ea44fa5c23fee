package io.dalbox.plugins.internal.settings;

import io.dalbox.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.ObjectClassDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A plugin's metatype definition (OSGi Compendium, chapter 105), read as JSON Schema. */
final class Definition {

    private final ObjectClassDefinition definition;
    private final List<AttributeDefinition> attributes;
    private final Set<String> required = new TreeSet<>();

    Definition(ObjectClassDefinition definition) {
        this.definition = definition;
        this.attributes = list(definition, ObjectClassDefinition.ALL);
        for (AttributeDefinition a : list(definition, ObjectClassDefinition.REQUIRED)) {
            if (defaultOf(a).isEmpty()) {
                required.add(a.getID());
            }
        }
    }

    ObjectNode schema() {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema").put("type", "object");
        text(schema, "title", definition.getName());
        text(schema, "description", definition.getDescription());
        ObjectNode properties = schema.putObject("properties");
        attributes.forEach(a -> properties.set(a.getID(), property(a)));
        ArrayNode names = schema.putArray("required");
        required.forEach(names::add);
        schema.put("additionalProperties", false);
        return schema;
    }

    List<AttributeDefinition> attributes() {
        return attributes;
    }

    Optional<AttributeDefinition> attribute(String name) {
        return attributes.stream().filter(a -> a.getID().equals(name)).findFirst();
    }

    boolean secret(String name) {
        return attribute(name)
                .map(a -> a.getType() == AttributeDefinition.PASSWORD)
                .orElse(false);
    }

    /** Returns an attribute's default, empty when it has none or keeps it secret. */
    static Optional<JsonNode> defaultOf(AttributeDefinition a) {
        String[] values = a.getDefaultValue();
        if (values == null || a.getType() == AttributeDefinition.PASSWORD) {
            return Optional.empty();
        }
        if (a.getCardinality() == 0) {
            return values.length == 0 ? Optional.empty() : Optional.ofNullable(Types.json(a, values[0]));
        }
        ArrayNode array = Json.mapper().createArrayNode();
        if (values.length == 1 && values[0].isEmpty()) {
            // So an empty list is written in the file.
            return Optional.of(array);
        }
        for (String value : values) {
            JsonNode item = Types.json(a, value);
            if (item != null) {
                array.add(item);
            }
        }
        return Optional.of(array);
    }

    private static ObjectNode property(AttributeDefinition a) {
        ObjectNode item = Json.mapper().createObjectNode();
        item.put("type", Types.schemaType(a));
        options(a, item);
        if (a.getType() == AttributeDefinition.PASSWORD) {
            item.put("format", "password").put("writeOnly", true);
        }
        ObjectNode property = item;
        if (a.getCardinality() != 0) {
            property = Json.mapper().createObjectNode().put("type", "array");
            property.set("items", item);
            int most = Math.abs(a.getCardinality());
            if (most != Integer.MAX_VALUE && a.getCardinality() != Integer.MIN_VALUE) {
                property.put("maxItems", most);
            }
        }
        text(property, "title", a.getName());
        text(property, "description", a.getDescription());
        JsonNode value = defaultOf(a).orElse(null);
        if (value != null) {
            property.set("default", value);
        }
        return property;
    }

    private static void options(AttributeDefinition a, ObjectNode item) {
        String[] values = a.getOptionValues();
        if (values == null || values.length == 0) {
            return;
        }
        String[] labels = a.getOptionLabels();
        ArrayNode choices = item.putArray("oneOf");
        for (int i = 0; i < values.length; i++) {
            JsonNode value = Types.json(a, values[i]);
            if (value != null) {
                ObjectNode choice = choices.addObject();
                choice.set("const", value);
                choice.put("title", labels != null && i < labels.length ? labels[i] : values[i]);
            }
        }
    }

    private static void text(ObjectNode node, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            node.put(name, value);
        }
    }

    private static List<AttributeDefinition> list(ObjectClassDefinition definition, int filter) {
        AttributeDefinition[] found = definition.getAttributeDefinitions(filter);
        return found == null ? List.of() : new ArrayList<>(Arrays.asList(found));
    }
}

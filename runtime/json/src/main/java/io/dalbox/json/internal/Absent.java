package io.dalbox.json.internal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is not there. A property that is not required may also be {@code null}, which means the same as leaving it out: records
 * write their absent components so, and forms send cleared fields so. The schema keeps one plain {@code type} for its readers.
 */
final class Absent {

    private Absent() {}

    /** Returns the value without the nulls that mean "left out"; the same value when there are none. */
    static JsonNode withoutNulls(ObjectNode schema, JsonNode value) {
        return hasNull(value) ? strip(schema, value.deepCopy()) : value;
    }

    /** Returns a copy in which absent properties have their defaults, also in objects that are given inside. */
    static ObjectNode filled(ObjectNode schema, ObjectNode value) {
        ObjectNode copy = value.deepCopy();
        fill(schema, copy);
        return copy;
    }

    private static boolean hasNull(JsonNode value) {
        if (!value.isContainer()) {
            return value.isNull();
        }
        for (JsonNode child : value) {
            if (hasNull(child)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode strip(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object && schema.get("properties") instanceof ObjectNode properties) {
            for (var property : properties.properties()) {
                JsonNode child = object.get(property.getKey());
                if (child == null) {
                    continue;
                }
                if (child.isNull() && mayDrop(schema, property.getKey(), property.getValue())) {
                    object.remove(property.getKey());
                } else {
                    strip(property.getValue(), child);
                }
            }
        } else if (value instanceof ArrayNode array && schema.get("items") instanceof ObjectNode items) {
            array.forEach(item -> strip(items, item));
        }
        return value;
    }

    private static boolean mayDrop(JsonNode schema, String name, JsonNode property) {
        // Without a plain type (a hand-written schema) null may be a value of its own: leave it to the validator.
        if (!property.path("type").isString()
                || property.path("type").stringValue("").equals("null")) {
            return false;
        }
        for (JsonNode required : schema.path("required")) {
            if (required.isString() && required.stringValue().equals(name)) {
                return false;
            }
        }
        return true;
    }

    private static void fill(JsonNode schema, ObjectNode value) {
        if (!(schema.get("properties") instanceof ObjectNode properties)) {
            return;
        }
        for (var property : properties.properties()) {
            JsonNode child = value.get(property.getKey());
            JsonNode preset = property.getValue().get("default");
            if (preset != null && (child == null || child.isNull())) {
                value.set(property.getKey(), preset.deepCopy());
            } else if (child instanceof ObjectNode nested) {
                fill(property.getValue(), nested);
            } else if (child instanceof ArrayNode array
                    && property.getValue().get("items") instanceof ObjectNode items) {
                array.forEach(item -> {
                    if (item instanceof ObjectNode nested) {
                        fill(items, nested);
                    }
                });
            }
        }
    }
}

package io.dalbox.json.internal;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what the keywords of a schema allow. */
final class Keywords {

    private static final List<String> ANNOTATIONS = List.of("title", "description", "examples", "$comment", "default");
    private static final Set<String> ALL = Set.of("string", "integer", "number", "boolean", "object", "array", "null");

    private Keywords() {}

    /** Returns a copy without what only people read. */
    static JsonNode bare(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ANNOTATIONS.forEach(object::remove);
        }
        node.forEach(Keywords::strip);
    }

    /** Returns the types that a value may have; {@code null} stands for absence and is no type of its own here. */
    static Set<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        Set<String> types = new TreeSet<>();
        if (type.isString()) {
            types.add(type.asString());
        }
        type.forEach(one -> types.add(one.asString()));
        if (types.isEmpty()) {
            types.addAll(ALL);
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        types.remove("null");
        return types;
    }

    /** Returns the only values allowed, as JSON; empty for any. */
    static Set<String> values(JsonNode schema) {
        Set<String> values = new TreeSet<>();
        schema.path("enum").forEach(value -> values.add(value.toString()));
        if (schema.has("const")) {
            values.add(schema.path("const").toString());
        }
        return values;
    }
}

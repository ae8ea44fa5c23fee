package io.dalbox.plugins.internal.actions;

import io.dalbox.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of one version of one plugin. Its caches hold the plugin's classes, so it goes when that version goes. */
public final class PluginMapper {

    private final JsonMapper strict = Json.forPlugin();

    /** Made by the first view: most plugins read none, and a mapper costs each start a part of a millisecond. */
    private volatile @Nullable JsonMapper lenient;

    JsonMapper json() {
        return strict;
    }

    /** Reads validated input. */
    <T> T input(JsonNode json, Class<T> type) {
        return strict.treeToValue(json, type);
    }

    /** Reads a view of somebody else's data: fields that it does not name are ignored. */
    <T> T view(JsonNode json, Class<T> type) {
        return lenient().treeToValue(json, type);
    }

    private JsonMapper lenient() {
        JsonMapper made = lenient;
        if (made == null) {
            // Two threads may both make one; they are equal and the last stays.
            made = strict.rebuild()
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();
            lenient = made;
        }
        return made;
    }

    /** Writes an object without its absent parts; absent and null mean the same in a schema derived from a record. */
    ObjectNode object(Object value) {
        JsonNode json = strict.valueToTree(value);
        if (!(json instanceof ObjectNode object)) {
            throw new IllegalArgumentException("A record or a map is needed, not " + json.getNodeType());
        }
        dropNulls(object);
        return object;
    }

    @Nullable
    JsonNode result(@Nullable Object value) {
        return value == null ? null : strict.valueToTree(value);
    }

    /** Returns the type arguments that a class gives to an interface; empty when they were erased. */
    JavaType[] typeArguments(Class<?> type, Class<?> of) {
        JavaType[] found = strict.getTypeFactory().findTypeParameters(strict.constructType(type), of);
        return found == null ? new JavaType[0] : found;
    }

    static void dropNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        json.forEach(PluginMapper::dropNulls);
    }
}

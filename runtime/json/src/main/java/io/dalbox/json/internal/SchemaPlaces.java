package io.dalbox.json.internal;

import com.networknt.schema.path.NodePath;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the part of a schema that refused a value. */
final class SchemaPlaces {

    private SchemaPlaces() {}

    /** Returns the property names that the object schema which holds the keyword at {@code path} knows. */
    static Set<String> properties(ObjectNode schema, NodePath path) {
        JsonNode place = schema;
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            Object element = path.getElement(i);
            place = element instanceof Integer index ? place.path(index) : place.path(String.valueOf(element));
            if (place.path("$ref").isString()) {
                place = resolve(schema, place.path("$ref").stringValue());
                if (i + 1 < path.getNameCount() && "$ref".equals(path.getElement(i + 1))) {
                    i++;
                }
            }
        }
        Set<String> names = new TreeSet<>();
        place.path("properties").properties().forEach(entry -> names.add(entry.getKey()));
        return names;
    }

    private static JsonNode resolve(ObjectNode schema, String reference) {
        return reference.startsWith("#/") ? schema.at(reference.substring(1)) : schema;
    }
}

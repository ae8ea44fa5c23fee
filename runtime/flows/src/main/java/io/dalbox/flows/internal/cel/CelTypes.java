package io.dalbox.flows.internal.cel;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The CEL types that a JSON Schema describes, under the name of its root. What a schema leaves open, such as {@code oneOf} or
 * a reference, is {@code dyn}: checked when it runs. Strings stay strings whatever their format, since what a publisher sends
 * need not be a time that CEL reads; {@code timestamp(event.x)} says where one is meant.
 */
final class CelTypes implements CelTypeProvider {

    /** The envelope of an event. */
    static final StructType META = struct(
            "meta",
            Map.of(
                    "id", SimpleType.STRING,
                    "source", SimpleType.STRING,
                    "type", SimpleType.STRING,
                    "time", SimpleType.TIMESTAMP,
                    "subject", SimpleType.STRING,
                    "causationid", SimpleType.STRING,
                    "hops", SimpleType.INT));

    // Deeper objects are dyn, so that no schema can exhaust the stack.
    private static final int DEEPEST = 32;

    private final ImmutableMap<String, StructType> structs;
    private final CelType root;

    CelTypes(String name, JsonNode schema) {
        Map<String, StructType> found = new LinkedHashMap<>();
        this.root = type(name, schema, 0, found);
        found.put(META.name(), META);
        this.structs = ImmutableMap.copyOf(found);
    }

    CelType root() {
        return root;
    }

    private static CelType type(String name, JsonNode schema, int depth, Map<String, StructType> found) {
        if (depth > DEEPEST) {
            return SimpleType.DYN;
        }
        return switch (word(schema.path("type"))) {
            case "string" -> SimpleType.STRING;
            case "integer" -> SimpleType.INT;
            case "number" -> SimpleType.DOUBLE;
            case "boolean" -> SimpleType.BOOL;
            case "array" -> ListType.create(type(name + ".items", schema.path("items"), depth + 1, found));
            case "object" -> object(name, schema, depth, found);
            default -> SimpleType.DYN;
        };
    }

    private static CelType object(String name, JsonNode schema, int depth, Map<String, StructType> found) {
        JsonNode properties = schema.path("properties");
        if (properties.isEmpty()) {
            return MapType.create(
                    SimpleType.STRING, type(name + ".values", schema.path("additionalProperties"), depth + 1, found));
        }
        Map<String, CelType> fields = new LinkedHashMap<>();
        properties
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(), type(name + "." + field.getKey(), field.getValue(), depth + 1, found)));
        StructType struct = struct(name, fields);
        found.put(name, struct);
        return struct;
    }

    private static StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> known = ImmutableMap.copyOf(fields);
        return StructType.create(
                name, ImmutableSet.copyOf(known.keySet()), field -> Optional.ofNullable(known.get(field)));
    }

    /** The one type of a schema besides null; empty when there is none or several. */
    static String word(JsonNode type) {
        if (!type.isArray()) {
            return type.asString("");
        }
        List<String> words = type.valueStream()
                .map(word -> word.asString(""))
                .filter(word -> !word.equals("null"))
                .toList();
        return words.size() == 1 ? words.getFirst() : "";
    }

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.copyOf(structs.values());
    }

    @Override
    public Optional<CelType> findType(String name) {
        return Optional.ofNullable(structs.get(name));
    }
}

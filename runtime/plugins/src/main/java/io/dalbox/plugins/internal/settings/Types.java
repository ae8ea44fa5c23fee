package io.dalbox.plugins.internal.settings;

import io.dalbox.json.Json;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;
import org.osgi.service.metatype.AttributeDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Converts between JSON and the types of metatype attributes. */
final class Types {

    private Types() {}

    static String schemaType(AttributeDefinition a) {
        return switch (a.getType()) {
            case AttributeDefinition.BOOLEAN -> "boolean";
            case AttributeDefinition.LONG,
                    AttributeDefinition.INTEGER,
                    AttributeDefinition.SHORT,
                    AttributeDefinition.BYTE -> "integer";
            case AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT -> "number";
            default -> "string";
        };
    }

    /** Reads a value as metatype files write it; {@code null} when it does not fit its own type. */
    static @Nullable JsonNode json(AttributeDefinition a, String text) {
        JsonNodeFactory json = Json.mapper().getNodeFactory();
        try {
            return switch (schemaType(a)) {
                case "boolean" -> json.booleanNode(Boolean.parseBoolean(text.strip()));
                case "integer" -> json.numberNode(Long.parseLong(text.strip()));
                case "number" -> json.numberNode(Double.parseDouble(text.strip()));
                default -> json.stringNode(text);
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Makes the typed value for ConfigAdmin; lists become arrays of the attribute's type. */
    static Object java(AttributeDefinition a, JsonNode value) {
        if (a.getCardinality() == 0) {
            return scalar(a, value);
        }
        Object array = Array.newInstance(scalarClass(a), value.size());
        for (int i = 0; i < value.size(); i++) {
            Array.set(array, i, scalar(a, value.get(i)));
        }
        return array;
    }

    private static Object scalar(AttributeDefinition a, JsonNode value) {
        return switch (a.getType()) {
            case AttributeDefinition.BOOLEAN -> value.booleanValue();
            case AttributeDefinition.LONG -> value.longValue();
            case AttributeDefinition.INTEGER -> value.intValue();
            case AttributeDefinition.SHORT -> (short) value.intValue();
            case AttributeDefinition.BYTE -> (byte) value.intValue();
            case AttributeDefinition.DOUBLE -> value.doubleValue();
            case AttributeDefinition.FLOAT -> (float) value.doubleValue();
            case AttributeDefinition.CHARACTER ->
                value.stringValue().isEmpty() ? ' ' : value.stringValue().charAt(0);
            default -> value.stringValue();
        };
    }

    private static Class<?> scalarClass(AttributeDefinition a) {
        return switch (a.getType()) {
            case AttributeDefinition.BOOLEAN -> Boolean.class;
            case AttributeDefinition.LONG -> Long.class;
            case AttributeDefinition.INTEGER -> Integer.class;
            case AttributeDefinition.SHORT -> Short.class;
            case AttributeDefinition.BYTE -> Byte.class;
            case AttributeDefinition.DOUBLE -> Double.class;
            case AttributeDefinition.FLOAT -> Float.class;
            case AttributeDefinition.CHARACTER -> Character.class;
            default -> String.class;
        };
    }
}

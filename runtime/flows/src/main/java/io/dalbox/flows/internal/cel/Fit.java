package io.dalbox.flows.internal.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Says whether a type of CEL fits a parameter's schema, and how to make it fit. */
final class Fit {

    private Fit() {}

    /** Returns whether values of the type may be given; what is only known when it runs may. */
    static boolean fits(CelType type, JsonNode schema) {
        CelKind kind = type.kind();
        if (kind == CelKind.DYN || kind == CelKind.ANY || kind == CelKind.ERROR || kind == CelKind.NULL_TYPE) {
            return true;
        }
        if (isOptional(type)) {
            return fits(type.parameters().getFirst(), schema);
        }
        return switch (CelTypes.word(schema.path("type"))) {
            case "string" ->
                kind == CelKind.STRING
                        || kind == CelKind.TIMESTAMP
                        || kind == CelKind.DURATION
                        || kind == CelKind.BYTES;
            case "integer" -> kind == CelKind.INT || kind == CelKind.UINT;
            case "number" -> kind == CelKind.INT || kind == CelKind.UINT || kind == CelKind.DOUBLE;
            case "boolean" -> kind == CelKind.BOOL;
            case "array" -> kind == CelKind.LIST && fits(type.parameters().getFirst(), schema.path("items"));
            case "object" -> kind == CelKind.MAP || kind == CelKind.STRUCT;
            default -> true;
        };
    }

    /** Returns the whole expression converted, {@code null} when there is no way. */
    static @Nullable String converted(String expression, CelType type, JsonNode schema) {
        CelKind kind = type.kind();
        return switch (CelTypes.word(schema.path("type"))) {
            case "string" ->
                kind == CelKind.INT || kind == CelKind.UINT || kind == CelKind.DOUBLE || kind == CelKind.BOOL
                        ? call("string", expression)
                        : null;
            case "integer" -> kind == CelKind.STRING || kind == CelKind.DOUBLE ? call("int", expression) : null;
            case "number" -> kind == CelKind.STRING ? call("double", expression) : null;
            case "boolean" -> kind == CelKind.STRING ? "(" + expression + ") == 'true'" : null;
            case "array" -> kind != CelKind.LIST && fits(type, schema.path("items")) ? "[" + expression + "]" : null;
            default -> null;
        };
    }

    private static String call(String function, String expression) {
        return function + "(" + expression + ")";
    }

    static boolean isOptional(CelType type) {
        return type.kind() == CelKind.OPAQUE && type.name().equals("optional_type");
    }

    /** Returns a type as people write it. */
    static String name(CelType type) {
        return switch (type.kind()) {
            case TIMESTAMP -> "timestamp";
            case DURATION -> "duration";
            case DYN, ANY, ERROR -> "dyn";
            case STRUCT, MAP -> "map";
            case LIST -> "list(" + name(type.parameters().getFirst()) + ")";
            case NULL_TYPE -> "null";
            case OPAQUE ->
                isOptional(type) ? "optional " + name(type.parameters().getFirst()) : type.name();
            default -> type.name();
        };
    }

    /** Returns what a schema wants as people write it. */
    static String wanted(JsonNode schema) {
        return switch (CelTypes.word(schema.path("type"))) {
            case "string" -> "string";
            case "integer" -> "int";
            case "number" -> "double";
            case "boolean" -> "bool";
            case "array" -> "list(" + wanted(schema.path("items")) + ")";
            case "object" -> "map";
            default -> "dyn";
        };
    }
}

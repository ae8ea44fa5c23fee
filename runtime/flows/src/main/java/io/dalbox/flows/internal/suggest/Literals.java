package io.dalbox.flows.internal.suggest;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON values as expressions. */
final class Literals {

    private static final List<String> TEXT_BOUNDS = List.of("format", "pattern", "minLength");

    private Literals() {}

    static String of(JsonNode value) {
        if (value.isString()) {
            return text(value.stringValue());
        }
        if (value.isArray()) {
            return value.valueStream().map(Literals::of).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.isObject()) {
            return value.propertyStream()
                    .map(member -> text(member.getKey()) + ": " + of(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value.toString();
    }

    private static String text(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }

    /** Returns what a parameter gets instead of a value: its default, or the empty value of its type; {@code null} if neither may be. */
    static @Nullable String instead(JsonNode schema) {
        if (schema.hasNonNull("default")) {
            return of(schema.path("default"));
        }
        boolean bounded = schema.has("enum")
                || schema.has("const")
                || schema.path("minimum").asDouble(0) > 0;
        return switch (Proposals.type(schema)) {
            case "string" -> bounded || TEXT_BOUNDS.stream().anyMatch(schema::has) ? null : "''";
            case "integer" -> bounded ? null : "0";
            case "number" -> bounded ? null : "0.0";
            case "boolean" -> bounded ? null : "false";
            case "array" -> bounded || schema.has("minItems") ? null : "[]";
            default -> null;
        };
    }
}

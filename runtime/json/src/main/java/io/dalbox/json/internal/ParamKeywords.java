package io.dalbox.json.internal;

import com.fasterxml.classmate.ResolvedType;
import io.dalbox.action.Param;
import io.dalbox.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Turns a {@link Param} into the keywords of a JSON Schema. */
final class ParamKeywords {

    private static final Set<Class<?>> NUMBERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);

    private ParamKeywords() {}

    /** Returns the label that a name means: {@code savePath} is "Save path". */
    static String title(String component) {
        String words = RecordSchemas.name(component).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Writes what is said about the whole parameter or, for {@code item}, about each element of a list. */
    static void write(ObjectNode property, Param param, ResolvedType type, boolean item) {
        boolean list = isList(type);
        if (!item) {
            if (!param.title().isEmpty()) {
                property.put("title", param.title());
            }
            property.put("description", param.description());
            length(property, param, type, list);
        }
        if (!list) {
            value(property, param, type);
        }
        if (!item && !param.defaultValue().isEmpty()) {
            property.set("default", defaultValue(param.defaultValue(), type));
        }
    }

    private static boolean isList(ResolvedType type) {
        return type.isArray() || Collection.class.isAssignableFrom(type.getErasedType());
    }

    private static void length(ObjectNode property, Param param, ResolvedType type, boolean list) {
        if (param.maxLength() == Integer.MAX_VALUE) {
            return;
        }
        if (list) {
            property.put("maxItems", param.maxLength());
        } else if (Map.class.isAssignableFrom(type.getErasedType())) {
            property.put("maxProperties", param.maxLength());
        } else {
            property.put("maxLength", param.maxLength());
        }
    }

    private static void value(ObjectNode property, Param param, ResolvedType type) {
        if (!param.format().isEmpty()) {
            property.put("format", param.format());
        }
        if (!param.pattern().isEmpty()) {
            // JSON Schema searches anywhere in the string; the contract is the whole string.
            property.put("pattern", "^(?:" + param.pattern() + ")$");
        }
        if (param.min() != Long.MIN_VALUE) {
            property.put("minimum", param.min());
        }
        if (param.max() != Long.MAX_VALUE) {
            property.put("maximum", param.max());
        }
        if (param.options().length > 0) {
            ArrayNode values = property.putArray("enum");
            for (String option : param.options()) {
                values.add(read(option, type));
            }
        }
    }

    private static JsonNode defaultValue(String text, ResolvedType type) {
        return read(text, type);
    }

    private static JsonNode read(String text, ResolvedType type) {
        Class<?> raw = type.getErasedType();
        if (raw.isEnum()) {
            return StringNode.valueOf(unquote(text).toLowerCase(Locale.ROOT));
        }
        JsonNode json = parse(text);
        if (NUMBERS.contains(raw) && !json.isNumber()) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number, but the parameter is one");
        }
        if (raw == String.class && !json.isString()) {
            return StringNode.valueOf(text);
        }
        return json;
    }

    private static String unquote(String text) {
        JsonNode json = parse(text);
        return json.isString() ? json.stringValue() : text;
    }

    private static JsonNode parse(String text) {
        try {
            return Json.mapper().readTree(text);
        } catch (JacksonException word) {
            // The contract of Param.defaultValue: what is not JSON is a string.
            return StringNode.valueOf(text);
        }
    }
}

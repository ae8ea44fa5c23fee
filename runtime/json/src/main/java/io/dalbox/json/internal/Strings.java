package io.dalbox.json.internal;

import io.dalbox.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Reads query parameters. What cannot be read as its type stays a string, so that validation names it. */
final class Strings {

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?");

    private Strings() {}

    static ObjectNode read(ObjectNode schema, Map<String, List<String>> parameters) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        parameters.forEach((name, values) -> {
            if (!values.isEmpty()) {
                object.set(name, property(schema.path("properties").path(name), values));
            }
        });
        return object;
    }

    private static JsonNode property(JsonNode schema, List<String> values) {
        boolean list = schema.path("type").stringValue("").equals("array");
        if (!list && values.size() == 1) {
            return value(schema, values.getFirst());
        }
        // A repeated parameter that is no list stays a list: the validator says which type it should have.
        JsonNode items = list ? schema.path("items") : schema;
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(text -> array.add(value(items, text)));
        return array;
    }

    private static JsonNode value(JsonNode schema, String text) {
        return switch (schema.path("type").stringValue("")) {
            case "integer" -> INTEGER.matcher(text).matches() ? number(text) : StringNode.valueOf(text);
            case "number" -> NUMBER.matcher(text).matches() ? number(text) : StringNode.valueOf(text);
            case "boolean" ->
                switch (text) {
                    case "true" -> BooleanNode.TRUE;
                    case "false" -> BooleanNode.FALSE;
                    default -> StringNode.valueOf(text);
                };
            case "object" -> object(text);
            default -> StringNode.valueOf(text);
        };
    }

    private static JsonNode number(String text) {
        BigDecimal number = new BigDecimal(text);
        if (INTEGER.matcher(text).matches()) {
            return number.toBigIntegerExact().bitLength() < Long.SIZE
                    ? JsonNodeFactory.instance.numberNode(number.longValueExact())
                    : JsonNodeFactory.instance.numberNode(number.toBigIntegerExact());
        }
        return DecimalNode.valueOf(number);
    }

    private static JsonNode object(String text) {
        try {
            JsonNode json = Json.mapper().readTree(text);
            return json.isObject() ? json : StringNode.valueOf(text);
        } catch (JacksonException notJson) {
            return StringNode.valueOf(text);
        }
    }
}

package io.dalbox.flows.internal.cel;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;
import io.dalbox.event.EventInfo;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns JSON into what CEL computes with, and back. */
final class Values {

    /** A longer text is nobody's parameter. */
    static final int LONGEST = 1 << 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /** An object as a map without its nulls, which mean the same as absent. Numbers are what the schema says that they are. */
    static Map<String, Object> map(JsonNode object, JsonNode schema) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isNull()) {
                JsonNode own = schema.path("properties").path(field.getKey());
                map.put(
                        field.getKey(),
                        value(field.getValue(), own.isMissingNode() ? schema.path("additionalProperties") : own));
            }
        });
        return map;
    }

    private static Object value(JsonNode node, JsonNode schema) {
        if (node.isObject()) {
            return map(node, schema);
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(item -> list.add(value(item, schema.path("items"))));
            return list;
        }
        if (node.isNumber()) {
            boolean whole = node.isIntegralNumber() && node.canConvertToLong();
            return whole && !CelTypes.word(schema.path("type")).equals("number")
                    ? (Object) node.longValue()
                    : (Object) node.doubleValue();
        }
        return switch (node.getNodeType()) {
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> NullValue.NULL_VALUE;
            default -> node.asString();
        };
    }

    /** The envelope. */
    static Map<String, Object> meta(EventInfo info) {
        Map<String, Object> meta = new LinkedHashMap<>();
        meta.put("id", info.id());
        meta.put("source", info.source());
        meta.put("type", info.type());
        meta.put("time", info.time());
        meta.put("subject", Objects.requireNonNullElse(info.subject(), ""));
        meta.put("causationid", Objects.requireNonNullElse(info.causationId(), ""));
        meta.put("hops", (long) info.hops());
        return meta;
    }

    /**
     * A result as JSON; {@code null} for nothing.
     *
     * @throws IllegalArgumentException if it has no JSON, or is far too long
     */
    static @Nullable JsonNode json(@Nullable Object value, JsonNode schema) {
        return switch (value) {
            case null -> null;
            case NullValue nothing -> null;
            case Optional<?> maybe -> json(maybe.orElse(null), schema);
            case String text -> JSON.stringNode(bounded(text));
            case Boolean flag -> JSON.booleanNode(flag);
            case Long number -> JSON.numberNode(number);
            case UnsignedLong number -> whole(number.bigIntegerValue());
            case Double number -> number(number, schema);
            case Instant time -> JSON.stringNode(time.toString());
            case Duration duration -> JSON.stringNode(duration.toString());
            case CelByteString bytes -> JSON.stringNode(Base64.getEncoder().encodeToString(bytes.toByteArray()));
            case List<?> list -> list(list, schema.path("items"));
            case Map<?, ?> map -> object(map, schema);
            default ->
                throw new IllegalArgumentException(
                        "A value of the kind " + value.getClass().getSimpleName() + " cannot be given to an action.");
        };
    }

    private static JsonNode whole(BigInteger number) {
        return number.bitLength() < Long.SIZE ? JSON.numberNode(number.longValue()) : JSON.numberNode(number);
    }

    private static JsonNode number(double number, JsonNode schema) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("The number " + number + " cannot be given to an action.");
        }
        boolean whole = CelTypes.word(schema.path("type")).equals("integer")
                && number == Math.rint(number)
                && Math.abs(number) < Long.MAX_VALUE;
        return whole ? JSON.numberNode((long) number) : JSON.numberNode(number);
    }

    private static ArrayNode list(List<?> list, JsonNode items) {
        ArrayNode array = JSON.arrayNode();
        for (Object item : list) {
            JsonNode json = json(item, items);
            array.add(json == null ? JSON.nullNode() : json);
        }
        return array;
    }

    private static ObjectNode object(Map<?, ?> map, JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        map.forEach((key, item) -> {
            JsonNode json = json(item, schema.path("properties").path(String.valueOf(key)));
            if (json != null) {
                object.set(String.valueOf(key), json);
            }
        });
        return object;
    }

    private static String bounded(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "The text has " + text.length() + " characters, and at most " + LONGEST + " are allowed.");
        }
        return text;
    }
}

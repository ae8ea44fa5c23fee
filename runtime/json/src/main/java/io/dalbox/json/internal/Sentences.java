package io.dalbox.json.internal;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.dalbox.json.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Says what is wrong with a value to the person who gave it. */
final class Sentences {

    private static final int MAX_SHOWN = 80;

    private Sentences() {}

    static Violation of(Error error, ObjectNode schema) {
        String place = pointer(error.getInstanceLocation());
        String property = error.getProperty();
        return switch (error.getKeyword()) {
            case "required", "dependentRequired" -> new Violation(place + "/" + escape(property), "is missing");
            case "additionalProperties", "unevaluatedProperties" ->
                new Violation(place + "/" + escape(property), unknown(property, error, schema));
            case null -> new Violation(place, error.getMessage());
            default -> new Violation(place, sentence(error.getKeyword(), error));
        };
    }

    /** Returns what kind of value it is, with its article. */
    static String kind(@Nullable JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return "nothing";
        }
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "a string";
            case NUMBER -> value.isIntegralNumber() ? "a whole number" : "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "nothing";
        };
    }

    private static String sentence(String keyword, Error error) {
        JsonNode rule = error.getSchemaNode();
        JsonNode value = error.getInstanceNode();
        String limit = rule == null ? "" : rule.asString("");
        return switch (keyword) {
            case "type" -> "must be " + types(rule) + ", but is " + shown(value);
            case "enum" -> "must be one of " + list(rule) + ", but is " + shown(value);
            case "const" -> "must be " + shown(rule) + ", but is " + shown(value);
            case "minimum" -> "must be at least " + limit + ", but is " + shown(value);
            case "maximum" -> "must be at most " + limit + ", but is " + shown(value);
            case "exclusiveMinimum" -> "must be more than " + limit + ", but is " + shown(value);
            case "exclusiveMaximum" -> "must be less than " + limit + ", but is " + shown(value);
            case "multipleOf" -> "must be a multiple of " + limit + ", but is " + shown(value);
            case "minLength" -> "must have at least " + limit + " characters, but is " + shown(value);
            case "maxLength" -> "must have at most " + limit + " characters, but has " + length(value);
            case "minItems" -> "must have at least " + limit + " entries, but has " + value.size();
            case "maxItems", "maxProperties" -> "must have at most " + limit + " entries, but has " + value.size();
            case "uniqueItems" -> "must not have the same entry twice";
            case "pattern" -> "must match " + pattern(limit) + ", but is " + shown(value);
            case "format" -> format(limit, value);
            default -> error.getMessage();
        };
    }

    private static int length(JsonNode value) {
        String text = value.asString("");
        return text.codePointCount(0, text.length());
    }

    private static String pattern(String regex) {
        return regex.startsWith("^(?:") && regex.endsWith(")$") ? regex.substring(4, regex.length() - 2) : regex;
    }

    private static String format(String format, JsonNode value) {
        return switch (format) {
            case "uri" -> "must be an absolute address such as https://example.org/file, but is " + shown(value);
            case "date-time" -> "must be a time such as 2026-01-31T08:00:00Z, but is " + shown(value);
            case "date" -> "must be a date such as 2026-01-31, but is " + shown(value);
            case "duration" -> "must be a duration such as PT30S or PT1H, but is " + shown(value);
            case "cron" ->
                "must be five fields (minute, hour, day, month, weekday) such as 0 3 * * *, but is " + shown(value);
            case "language" -> "must be a language such as en or zh-CN, but is " + shown(value);
            case "storage-path", "storage-folder", "media" ->
                "must be a storage path: " + HouseFormats.pathProblem(value.asString(""));
            case "int32", "int64", "bytes", "speed" -> "is out of range: " + shown(value);
            default -> "must be a valid " + format + ", but is " + shown(value);
        };
    }

    private static String types(@Nullable JsonNode rule) {
        List<String> names = new ArrayList<>();
        if (rule != null && rule.isArray()) {
            rule.forEach(type -> names.add(type(type.asString(""))));
        } else if (rule != null) {
            names.add(type(rule.asString("")));
        }
        return String.join(" or ", names);
    }

    private static String type(String name) {
        return switch (name) {
            case "object" -> "an object";
            case "array" -> "a list";
            case "integer" -> "a whole number";
            case "boolean" -> "true or false";
            case "null" -> "null";
            default -> "a " + name;
        };
    }

    private static String list(@Nullable JsonNode values) {
        List<String> names = new ArrayList<>();
        if (values != null) {
            values.forEach(value -> names.add(value.isString() ? value.stringValue() : value.toString()));
        }
        return names.size() <= 20
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, 20)) + " and " + (names.size() - 20) + " more";
    }

    private static String unknown(String name, Error error, ObjectNode schema) {
        List<String> known = new ArrayList<>(SchemaPlaces.properties(schema, error.getEvaluationPath()));
        Optional<String> near = NearestName.of(name, known);
        if (near.isPresent()) {
            return "is not known; did you mean " + near.get() + "?";
        }
        if (known.isEmpty()) {
            return "is not known; nothing is expected here";
        }
        return "is not known; expected are " + String.join(", ", known);
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null || value.isContainer() || value.isMissingNode()) {
            return kind(value);
        }
        String text = value.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(escape(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    private static String escape(@Nullable String name) {
        return String.valueOf(name).replace("~", "~0").replace("/", "~1");
    }
}

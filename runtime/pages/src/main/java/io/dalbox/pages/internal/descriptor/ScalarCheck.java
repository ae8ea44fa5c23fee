package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The part of {@link SchemaCheck} that looks at single values. */
final class ScalarCheck {

    private static final Map<String, String> WORDS = Map.of(
            "object",
            "a mapping",
            "array",
            "a list",
            "string",
            "a text",
            "integer",
            "a whole number",
            "number",
            "a number",
            "boolean",
            "true or false",
            "null",
            "nothing");

    private final Map<String, Pattern> patterns = new ConcurrentHashMap<>();

    void check(JsonNode schema, Tree.Leaf leaf, String what, Findings findings) {
        JsonNode value = leaf.json();
        if (schema.has("const") && !value.equals(schema.path("const"))) {
            findings.fatal(leaf.mark(), what + " must be " + shown(schema.path("const")) + ", not " + shown(value));
        }
        if (schema.has("enum") && schema.path("enum").valueStream().noneMatch(value::equals)) {
            List<String> allowed =
                    schema.path("enum").valueStream().map(JsonNode::asString).toList();
            String hint = Nearest.hint(value.asString(), allowed);
            String message = what + " cannot be " + shown(value);
            findings.fatal(
                    leaf.mark(), message + (hint.isEmpty() ? "; it is one of " + String.join(", ", allowed) : hint));
        }
        if (value.isString()) {
            text(schema, leaf, value.stringValue(), what, findings);
        }
        if (value.isNumber()) {
            number(schema, leaf, value.doubleValue(), what, findings);
        }
    }

    private void text(JsonNode schema, Tree.Leaf leaf, String text, String what, Findings findings) {
        int length = text.codePointCount(0, text.length());
        if (schema.has("maxLength") && length > schema.path("maxLength").intValue()) {
            findings.fatal(leaf.mark(), what + " has " + length + " characters; at most " + schema.path("maxLength"));
        }
        if (schema.has("pattern") && !matches(schema.path("pattern").stringValue(), text)) {
            String expected = schema.path("pattern").stringValue();
            findings.fatal(leaf.mark(), what + " cannot be " + shown(leaf.json()) + "; it must look like " + expected);
        }
    }

    private static void number(JsonNode schema, Tree.Leaf leaf, double number, String what, Findings findings) {
        if (schema.has("minimum") && number < schema.path("minimum").doubleValue()) {
            findings.fatal(leaf.mark(), what + " must be at least " + schema.path("minimum"));
        }
        if (schema.has("maximum") && number > schema.path("maximum").doubleValue()) {
            findings.fatal(leaf.mark(), what + " must be at most " + schema.path("maximum"));
        }
    }

    private boolean matches(String pattern, String text) {
        return patterns.computeIfAbsent(pattern, Pattern::compile).matcher(text).find();
    }

    static boolean isOf(Tree tree, String type) {
        return switch (tree) {
            case Tree.Branch branch -> type.equals("object");
            case Tree.Items items -> type.equals("array");
            case Tree.Leaf leaf ->
                switch (type) {
                    case "string" -> leaf.json().isString();
                    case "boolean" -> leaf.json().isBoolean();
                    case "integer" -> isWhole(leaf.json());
                    case "number" -> leaf.json().isNumber();
                    case "null" -> leaf.json().isNull();
                    default -> false;
                };
        };
    }

    /** JSON Schema counts 1.0 as an integer. */
    private static boolean isWhole(JsonNode value) {
        return value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue());
    }

    static String word(String type) {
        return WORDS.getOrDefault(type, type);
    }

    static String describe(Tree tree) {
        return switch (tree) {
            case Tree.Branch branch -> "a mapping";
            case Tree.Items items -> "a list";
            case Tree.Leaf leaf -> shown(leaf.json());
        };
    }

    /** A value in a message: quoted, and cut where it is long. */
    static String shown(JsonNode value) {
        if (value.isNull()) {
            return "nothing";
        }
        String text = value.asString();
        String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return value.isString() ? "'" + cut.replace('\n', ' ') + "'" : cut;
    }
}

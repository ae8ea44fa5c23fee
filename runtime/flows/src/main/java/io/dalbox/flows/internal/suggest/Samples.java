package io.dalbox.flows.internal.suggest;

import io.dalbox.flows.internal.suggest.Fields.Field;
import io.dalbox.json.Json;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What a proposal would have given for the newest event, where that can be seen without evaluating it. */
final class Samples {

    private static final int LONGEST = 80;
    private static final Pattern GUARDED = Pattern.compile("has\\([\\w.]+\\)(?: && has\\([\\w.]+\\))* \\? (.+) : \\S+");
    private static final Pattern CONVERTED = Pattern.compile("(string|int|double)\\((.+)\\)");

    private final List<Field> fields;
    private final JsonNode newest;

    Samples(List<Field> fields, JsonNode newest) {
        this.fields = fields;
        this.newest = newest;
    }

    /** Returns short JSON text; empty when there is no event, no value, or more to it than a field. */
    String of(String expression) {
        Matcher guarded = GUARDED.matcher(expression);
        String bare = guarded.matches() ? guarded.group(1) : expression;
        Matcher converted = CONVERTED.matcher(bare);
        String path = converted.matches() ? converted.group(2) : bare.replace(".?", ".");
        JsonNode value = fields.stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .<JsonNode>map(field -> newest.at(field.pointer()))
                .orElse(MissingNode.getInstance());
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        return shortened(converted.matches() ? converted(converted.group(1), value) : value.toString());
    }

    private static String converted(String function, JsonNode value) {
        String text = value.asString("");
        return switch (function) {
            case "string" -> Json.mapper().writeValueAsString(text);
            case "int" -> text.replaceFirst("\\..*", "");
            default -> text;
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}

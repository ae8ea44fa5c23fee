package io.dalbox.flows.internal.suggest;

import io.dalbox.flows.Suggestion;
import io.dalbox.flows.internal.suggest.Fields.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The proposals for one parameter. */
final class Proposals {

    /** Below this a proposal is a guess that costs more to read than to write anew. */
    private static final double LEAST = 0.25;

    /** What people did before comes first, so that nothing else may reach it. */
    private static final double PAST = 0.99;

    private static final double PAST_ELSEWHERE = 0.97;
    private static final double MOST = 0.95;
    private static final double DEFAULT = 0.3;
    private static final double LIKE = 0.4;

    private final String name;
    private final JsonNode schema;
    private final JsonNode newest;

    /** Made for a parameter; {@code newest} is the data of the newest event, or missing. */
    Proposals(String name, JsonNode schema, JsonNode newest) {
        this.name = name;
        this.schema = schema;
        this.newest = newest;
    }

    /** What another flow gave it. */
    Suggestion past(String expression, boolean sameEvent) {
        return new Suggestion(name, expression, sameEvent ? PAST : PAST_ELSEWHERE, List.of("past-flow"), "");
    }

    /** What can be made of a field. */
    List<Suggestion> from(Field field) {
        List<Suggestion> proposals = new ArrayList<>();
        double names = Math.max(
                Likeness.names(name, field.name()),
                Likeness.names(name, field.path().substring("event.".length())));
        String converted = converted(field, names);
        if (converted != null) {
            List<String> reasons = new ArrayList<>();
            double score = likeness(field, names, reasons) - 0.02 * field.depth() - (field.required() ? 0 : 0.05);
            add(proposals, guarded(field, converted), score, reasons);
        }
        derived(proposals, field);
        return proposals;
    }

    private double likeness(Field field, double names, List<String> reasons) {
        double score = 0.55 * names;
        if (names >= 1) {
            reasons.add("same-name");
        } else if (names >= LIKE) {
            reasons.add("similar-name");
        }
        double described = Likeness.descriptions(text(schema, "description"), text(field.schema(), "description"));
        if (described > 0.25) {
            score += 0.2 * described;
            reasons.add("description");
        }
        String wanted = text(schema, "format");
        String given = text(field.schema(), "format");
        if (!wanted.isEmpty() && wanted.equals(given)) {
            score += 0.2;
            reasons.add("format");
        } else if (!wanted.isEmpty() && !given.isEmpty()) {
            score -= 0.3; // a web address is no path, whatever it is called
        }
        if (type(schema).equals(type(field.schema()))) {
            score += 0.15;
            reasons.add("type");
        }
        return score;
    }

    /** What a path holds besides the path: a title, an extension, a folder. */
    private void derived(List<Suggestion> proposals, Field field) {
        String format = text(field.schema(), "format");
        boolean path = format.equals("storage-path")
                || format.isEmpty()
                        && type(field.schema()).equals("string")
                        && Likeness.names(field.name(), "path") > 0.3;
        if (!path || !type(schema).equals("string") || schema.has("enum")) {
            return;
        }
        boolean named = Likeness.names(name, "file_name") >= 1 || name.equalsIgnoreCase("filename");
        derive(proposals, field, "path.name", named ? 0.7 : 0);
        derive(proposals, field, "path.stem", Likeness.names(name, "title") >= LIKE ? 0.5 : 0);
        derive(proposals, field, "path.parent", Likeness.names(name, "folder") >= LIKE ? 0.7 : 0);
        boolean extension = Likeness.names(name, "extension") >= LIKE || Likeness.names(name, "ext") >= LIKE;
        derive(proposals, field, "path.ext", extension ? 0.6 : 0);
    }

    private void derive(List<Suggestion> proposals, Field field, String function, double score) {
        add(
                proposals,
                guarded(field, function + "(" + field.path() + ")"),
                score - 0.02 * field.depth() - (field.required() ? 0 : 0.05),
                List.of("similar-name", "type"));
    }

    /** What it may be whatever the event. */
    List<Suggestion> constants() {
        List<Suggestion> proposals = new ArrayList<>();
        if (schema.hasNonNull("default")) {
            add(proposals, Literals.of(schema.path("default")), DEFAULT, List.of("default"));
        }
        return proposals;
    }

    private void add(List<Suggestion> proposals, @Nullable String expression, double score, List<String> reasons) {
        if (expression != null && score >= LEAST && !reasons.isEmpty()) {
            double rounded = Math.round(Math.min(MOST, score) * 100) / 100.0;
            proposals.add(new Suggestion(name, expression, rounded, List.copyOf(reasons), ""));
        }
    }

    /** The field as the type that is wanted; {@code null} when there is no sense in it. */
    private @Nullable String converted(Field field, double names) {
        String wanted = type(schema);
        String given = type(field.schema());
        String path = field.path();
        if (schema.has("enum") && !field.schema().path("enum").equals(schema.path("enum"))) {
            return null;
        }
        if (wanted.equals("array") && given.equals("array")) {
            String items = type(schema.path("items"));
            return items.isEmpty() || items.equals(type(field.schema().path("items"))) ? path : null;
        }
        if (wanted.equals(given) || wanted.equals("number") && given.equals("integer")) {
            return path;
        }
        return switch (wanted) {
            case "string" ->
                given.equals("integer") || given.equals("number") || given.equals("boolean")
                        ? "string(" + path + ")"
                        : null;
            case "integer" -> given.equals("number") || numeric(field, given, names) ? "int(" + path + ")" : null;
            case "number" -> numeric(field, given, names) ? "double(" + path + ")" : null;
            case "array" -> type(schema.path("items")).equals(given) ? "[" + path + "]" : null;
            default -> null;
        };
    }

    /** Whether a text may hold a number: it is called alike, and did hold one. */
    private boolean numeric(Field field, String given, double names) {
        return given.equals("string")
                && names >= 2 * LIKE
                && newest.at(field.pointer()).asString("").matches("-?[0-9]{1,18}");
    }

    /** A field that may be missing says what to take then, or leaves the parameter out; {@code null} when it can do neither. */
    private @Nullable String guarded(Field field, String expression) {
        if (field.required()) {
            return expression;
        }
        String instead = Literals.instead(schema);
        if (instead != null) {
            return field.optional().stream().map(path -> "has(" + path + ")").collect(Collectors.joining(" && "))
                    + " ? " + expression + " : " + instead;
        }
        return expression.equals(field.path()) ? expression.replace(".", ".?") : null;
    }

    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.valueStream()
                    .map(word -> word.asString(""))
                    .filter(word -> !word.equals("null"))
                    .findFirst()
                    .orElse("");
        }
        return type.asString("");
    }

    private static String text(JsonNode schema, String member) {
        return schema.path(member).asString("");
    }
}

package io.dalbox.flows.internal.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The fields of a schema, also those inside of objects. */
final class Fields {

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    /** What CEL takes for something else, even after a dot. */
    private static final Set<String> KEYWORDS = Set.of("in", "true", "false", "null");

    private static final int DEEPEST = 4;
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern USE = Pattern.compile("\\bevent\\b((?:\\.\\??[A-Za-z_]\\w*)*)(\\s*\\()?");

    private Fields() {}

    /**
     * A field.
     *
     * @param path as an expression
     * @param pointer in the data
     * @param name its own name
     * @param schema its schema
     * @param optional what may be missing of it and all that it lies in, as expressions, the outermost first
     */
    record Field(String path, String pointer, String name, JsonNode schema, List<String> optional) {

        /** Returns whether it, and all that it lies in, is always there. */
        boolean required() {
            return optional.isEmpty();
        }

        /** Returns how many objects it lies in. */
        int depth() {
            return path.split("\\.").length - 2;
        }
    }

    static List<Field> of(JsonNode schema) {
        List<Field> fields = new ArrayList<>();
        collect(new Field("event", "", "event", schema, List.of()), 0, fields);
        return fields;
    }

    private static void collect(Field parent, int depth, List<Field> fields) {
        Set<String> required = parent.schema()
                .path("required")
                .valueStream()
                .map(one -> one.asString(""))
                .collect(Collectors.toSet());
        for (var property : parent.schema().path("properties").properties()) {
            String name = property.getKey();
            if (!IDENTIFIER.matcher(name).matches() || KEYWORDS.contains(name)) {
                continue; // an expression cannot name it
            }
            String path = parent.path() + "." + name;
            List<String> optional = required.contains(name)
                    ? parent.optional()
                    : Stream.concat(parent.optional().stream(), Stream.of(path)).toList();
            Field field = new Field(path, parent.pointer() + "/" + name, name, property.getValue(), optional);
            fields.add(field);
            if (depth < DEEPEST) {
                collect(field, depth + 1, fields);
            }
        }
    }

    /** Returns whether an expression names no field but these. */
    static boolean knowAllOf(String expression, List<Field> fields) {
        Set<String> known = fields.stream().map(Field::path).collect(Collectors.toSet());
        Matcher use = USE.matcher(TEXT.matcher(expression).replaceAll("''"));
        while (use.find()) {
            String path = "event" + use.group(1).replace("?", "");
            boolean method = use.group(2) != null;
            if (!known.contains(method ? path.substring(0, Math.max(0, path.lastIndexOf('.'))) : path)) {
                return false;
            }
        }
        return true;
    }
}

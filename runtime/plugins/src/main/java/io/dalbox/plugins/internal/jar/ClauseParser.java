package io.dalbox.plugins.internal.jar;

import io.dalbox.plugins.internal.jar.ManifestReader.Clause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits an OSGi header into clauses (OSGi Core, section 3.2.3). Lenient: what it cannot read is left out. */
final class ClauseParser {

    private ClauseParser() {}

    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        for (String clause : split(header, ',')) {
            List<String> parts = split(clause, ';');
            Map<String, String> attributes = new LinkedHashMap<>();
            for (String part : parts.subList(Math.min(1, parts.size()), parts.size())) {
                attribute(part, attributes);
            }
            if (!parts.isEmpty() && !parts.getFirst().isBlank()) {
                clauses.add(new Clause(parts.getFirst().strip(), attributes));
            }
        }
        return clauses;
    }

    private static void attribute(String part, Map<String, String> attributes) {
        int equals = part.indexOf('=');
        if (equals <= 0 || part.charAt(equals - 1) == ':') {
            return;
        }
        String name = part.substring(0, equals).strip();
        int colon = name.indexOf(':');
        attributes.put(colon < 0 ? name : name.substring(0, colon).strip(), unquote(part.substring(equals + 1)));
    }

    private static String unquote(String text) {
        String value = text.strip();
        if (value.length() < 2 || !value.startsWith("\"") || !value.endsWith("\"")) {
            return value;
        }
        return value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}

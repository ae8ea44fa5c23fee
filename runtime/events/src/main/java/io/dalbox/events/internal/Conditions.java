package io.dalbox.events.internal;

import io.dalbox.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions of a query that all must hold, with their values. */
final class Conditions {

    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void add(String condition, Object value) {
        parts.add(condition);
        values.add(value);
    }

    /** Returns these and one more; an empty condition is only a value of what follows. */
    Conditions and(String condition, Object value) {
        Conditions more = and(new Conditions());
        more.values.add(value);
        if (!condition.isEmpty()) {
            more.parts.add(condition);
        }
        return more;
    }

    Conditions and(Conditions others) {
        Conditions more = new Conditions();
        more.parts.addAll(parts);
        more.values.addAll(values);
        more.parts.addAll(others.parts);
        more.values.addAll(others.values);
        return more;
    }

    /** Asks for a text anywhere in type, subject or data, in whatever case. */
    void contains(String text) {
        String json = Json.mapper().writeValueAsString(text);
        String escaped = json.substring(1, json.length() - 1);
        List<String> places = new ArrayList<>();
        // The database folds only ASCII letters, so other letters are asked for in each of their cases.
        for (String form : forms(text)) {
            places.add("LOWER(type) LIKE ? ESCAPE '!'");
            values.add(pattern(form));
            places.add("LOWER(subject) LIKE ? ESCAPE '!'");
            values.add(pattern(form));
        }
        for (String form : forms(escaped)) {
            places.add("LOWER(data) LIKE ? ESCAPE '!'");
            values.add(pattern(form));
        }
        parts.add(places.stream().collect(Collectors.joining(" OR ", "(", ")")));
    }

    private static List<String> forms(String text) {
        return Stream.of(text, text.toLowerCase(Locale.ROOT), text.toUpperCase(Locale.ROOT))
                .map(Conditions::ascii)
                .distinct()
                .toList();
    }

    private static String ascii(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars().forEach(c -> folded.append((char) (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)));
        return folded.toString();
    }

    private static String pattern(String text) {
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    String sql() {
        return String.join(" AND ", parts);
    }

    Object[] values() {
        return values.toArray();
    }
}

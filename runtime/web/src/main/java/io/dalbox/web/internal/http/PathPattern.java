package io.dalbox.web.internal.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A pattern of paths: literal segments, {@code {name}} for one segment, and {@code {name...}} at the end for all that follow.
 * An empty last segment is the slash at the end.
 */
public final class PathPattern {

    private final String text;
    private final List<String> segments;

    private PathPattern(String text, List<String> segments) {
        this.text = text;
        this.segments = segments;
    }

    /** Reads a pattern such as {@code /api/tasks/{id}}. */
    public static PathPattern of(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("A pattern begins with a slash: " + text);
        }
        return new PathPattern(text, List.of(text.substring(1).split("/", -1)));
    }

    /** Returns what the variables stand for when the path fits. */
    public Optional<Map<String, String>> match(RequestPath path) {
        List<String> given = path.segments();
        // Most patterns do not fit: nothing is made for those.
        Map<String, String> variables = Map.of();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.endsWith("...}")) {
                variables =
                        with(variables, segment.substring(1, segment.length() - 4), String.join("/", rest(given, i)));
                return Optional.of(variables);
            }
            if (i >= given.size()) {
                return Optional.empty();
            }
            if (segment.startsWith("{") && !given.get(i).isEmpty()) {
                variables = with(variables, segment.substring(1, segment.length() - 1), given.get(i));
            } else if (!segment.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return given.size() == segments.size() ? Optional.of(variables) : Optional.empty();
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        Map<String, String> more = variables.isEmpty() ? new HashMap<>() : variables;
        more.put(name, value);
        return more;
    }

    private static List<String> rest(List<String> given, int from) {
        return from >= given.size() ? List.of() : given.subList(from, given.size());
    }

    /** Returns whether the pattern fits any depth; such a route does not tell that a path exists. */
    boolean open() {
        return segments.getLast().endsWith("...}");
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.dalbox.pages.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The path of a page, in which {@code :name} stands for any one segment: {@code flows/:id}. */
record PagePath(List<String> segments) {

    static PagePath of(String path) {
        return new PagePath(List.of(trim(path).split("/", -1)));
    }

    /** Returns what stood for each name; {@code null} when the address is another one. */
    @Nullable
    Map<String, String> match(PagePath address) {
        if (segments.size() != address.segments.size()) {
            return null;
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String declared = segments.get(i);
            String given = address.segments.get(i);
            if (declared.startsWith(":") && !given.isEmpty()) {
                found.put(declared.substring(1), given);
            } else if (!declared.equals(given)) {
                return null;
            }
        }
        return found;
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }

    /** {@code a}, {@code a/} and {@code /a} are one page. */
    private static String trim(String path) {
        int from = path.startsWith("/") ? 1 : 0;
        int to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
        return path.substring(from, to);
    }
}

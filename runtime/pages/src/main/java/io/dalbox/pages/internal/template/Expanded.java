package io.dalbox.pages.internal.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template became.
 *
 * @param text a descriptor
 * @param lines for each of its lines the one of the template that it stands in; 0 for one that a macro or an expression made
 */
public record Expanded(String text, List<Integer> lines) {

    private static final int AMBIGUOUS = -1;

    static Expanded of(String template, String text) {
        Map<String, Integer> places = new HashMap<>();
        String[] before = template.split("\n", -1);
        for (int i = 0; i < before.length; i++) {
            if (!before[i].isBlank()) {
                places.merge(before[i].strip(), i + 1, (a, b) -> AMBIGUOUS);
            }
        }
        List<Integer> lines = text.lines()
                .map(line -> Math.max(0, places.getOrDefault(line.strip(), 0)))
                .toList();
        return new Expanded(text, lines);
    }

    /** Returns the line of the template for one of the text; 0 when a macro or an expression made it. */
    public int line(int line) {
        return line >= 1 && line <= lines.size() ? lines.get(line - 1) : 0;
    }

    /** Returns one line of the text. */
    public String text(int line) {
        return text.lines().skip(Math.max(0, line - 1L)).findFirst().orElse("").strip();
    }
}

package io.dalbox.lanes.internal.limit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was met and ignored on the way to one limit, for people. */
final class Problems {

    /** A tree of groups can be wrong in every file, which nobody would read. */
    private static final int MOST = 3;

    private static final int MOST_OF_A_TEXT = 40;

    private final Set<String> all = new LinkedHashSet<>();

    void add(String problem) {
        all.add(printable(problem));
    }

    void addIfAny(@Nullable String problem) {
        if (problem != null) {
            add(problem);
        }
    }

    void addAll(Problems others) {
        all.addAll(others.all);
    }

    /** Notes what a file says that nobody understands. */
    void add(String file, String says, String expected) {
        String what = says.isBlank() ? "is empty" : "says \"" + shortened(says.strip()) + "\"";
        add(file + " " + what + " instead of " + expected + " and is ignored");
    }

    boolean none() {
        return all.isEmpty();
    }

    @Nullable
    String text() {
        if (all.isEmpty()) {
            return null;
        }
        String text = String.join("; ", all.stream().limit(MOST).toList());
        return all.size() > MOST ? text + "; and " + (all.size() - MOST) + " more" : text;
    }

    /** Returns the text with a mark in place of what a terminal would obey. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder(text);
        for (int i = 0; i < shown.length(); i++) {
            if (Character.isISOControl(shown.charAt(i))) {
                shown.setCharAt(i, '?');
            }
        }
        return shown.toString();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_OF_A_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_OF_A_TEXT)) + "…";
    }
}

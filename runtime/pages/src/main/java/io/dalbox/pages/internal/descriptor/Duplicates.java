package io.dalbox.pages.internal.descriptor;

import java.util.HashMap;
import java.util.Map;

/** Finds two entries of a list that have the same name. */
final class Duplicates {

    private final Findings findings;

    Duplicates(Findings findings) {
        this.findings = findings;
    }

    void check(Tree.Branch root, String list, String property, String missing) {
        Map<String, Mark> seen = new HashMap<>();
        for (Tree.Branch entry : Lint.branches(root.get(list))) {
            String value = entry.text(property) instanceof String given ? given : missing;
            Tree place = entry.get(property);
            Mark mark = place == null ? entry.mark() : place.mark();
            Mark first = seen.putIfAbsent(value, mark);
            if (first != null) {
                String what = value.isEmpty() ? "the empty " + property : "the " + property + " '" + value + "'";
                findings.fatal(mark, what + " is used twice in " + list + ": first in line " + first.line());
            }
        }
    }
}

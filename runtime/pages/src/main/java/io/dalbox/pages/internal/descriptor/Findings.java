package io.dalbox.pages.internal.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers faults of one file, each once and not endlessly many: the first hundred are enough to act on. */
final class Findings {

    private static final int MOST = 100;

    private final List<Finding> found = new ArrayList<>();

    /** The file cannot be used. */
    void fatal(Mark mark, String message) {
        add(new Finding(mark, message, true));
    }

    /** The file can be used, but not all of it will work. */
    void warn(Mark mark, String message) {
        add(new Finding(mark, message, false));
    }

    /** What was found already explains this: saying both would be one mistake told twice. */
    void explains(String message) {
        found.removeIf(finding -> finding.message().equals(message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean usable() {
        return found.stream().noneMatch(Finding::fatal);
    }

    /** Returns them from top to bottom. */
    List<Fault> in(String file) {
        return found.stream()
                .sorted(Comparator.comparingInt(
                                (Finding finding) -> finding.mark().line())
                        .thenComparingInt(finding -> finding.mark().column()))
                .map(finding -> finding.in(file))
                .toList();
    }

    private void add(Finding finding) {
        if (found.size() < MOST && !found.contains(finding)) {
            found.add(finding);
        }
    }
}

package io.dalbox.json.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses which name was meant. */
final class NearestName {

    private NearestName() {}

    /** Returns the known name that needs the fewest edits; empty when none is near. */
    static Optional<String> of(String name, Collection<String> known) {
        String wanted = plain(name);
        int limit = Math.max(1, wanted.length() / 3);
        if (wanted.length() > 100) {
            return Optional.empty();
        }
        return known.stream()
                .filter(candidate -> edits(wanted, plain(candidate)) <= limit)
                .min(Comparator.comparingInt((String candidate) -> edits(wanted, plain(candidate)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String plain(String name) {
        return RecordSchemas.name(name).replace('-', '_').toLowerCase(java.util.Locale.ROOT);
    }

    /** Levenshtein distance. */
    static int edits(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replace, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}

package io.dalbox.flows.internal.suggest;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How alike names and descriptions are, 0 to 1. */
final class Likeness {

    /** Words that mean the same where files and media are spoken of. */
    private static final List<Set<String>> SAME = List.of(
            Set.of("path", "file", "filename", "location"),
            Set.of("url", "uri", "link", "href", "address"),
            Set.of("size", "bytes", "length"),
            Set.of("title", "name", "label", "subject", "who", "person"),
            Set.of("folder", "dir", "directory", "save", "target", "destination", "dest"),
            Set.of("lang", "language", "languages", "locale"),
            Set.of("mime", "type", "kind", "format", "content"),
            Set.of("text", "message", "body", "note"),
            Set.of("time", "date", "when", "at"),
            Set.of("count", "number", "times", "amount"));
    /** Says nothing about what a value is. */
    private static final Set<String> EMPTY =
            Set.of("the", "of", "a", "an", "to", "in", "is", "as", "for", "and", "or", "with", "where", "that");

    private Likeness() {}

    static double names(String one, String other) {
        if (one.equalsIgnoreCase(other)) {
            return 1;
        }
        Set<String> left = words(one);
        Set<String> right = words(other);
        double exact = overlap(left, right);
        double meant = overlap(meanings(left), meanings(right));
        return Math.max(exact, 0.8 * meant);
    }

    static double descriptions(String one, String other) {
        Set<String> left = terms(one);
        Set<String> right = terms(other);
        return left.isEmpty() || right.isEmpty() ? 0 : overlap(left, right);
    }

    private static Set<String> words(String name) {
        return Arrays.stream(name.replaceAll("([a-z])([A-Z])", "$1_$2")
                        .toLowerCase(Locale.ROOT)
                        .split("[^a-z0-9\\p{IsHan}]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Set<String> meanings(Set<String> words) {
        Set<String> meanings = new HashSet<>();
        for (String word : words) {
            String meant = word;
            for (int i = 0; i < SAME.size(); i++) {
                if (SAME.get(i).contains(word)) {
                    meant = "#" + i;
                }
            }
            meanings.add(meant);
        }
        return meanings;
    }

    /** Words, and pairs of neighbours where words are written without spaces. */
    private static Set<String> terms(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Stream<String> words =
                Arrays.stream(lower.split("[^a-z0-9]+")).filter(word -> word.length() > 1 && !EMPTY.contains(word));
        Set<String> terms = words.collect(Collectors.toCollection(HashSet::new));
        String han = lower.replaceAll("[^\\p{IsHan}]+", "");
        for (int i = 0; i + 2 <= han.length(); i++) {
            terms.add(han.substring(i, i + 2));
        }
        return terms;
    }

    /** What both have, of what the smaller one has and a little of what the larger one has. */
    private static double overlap(Set<String> one, Set<String> other) {
        long both = one.stream().filter(other::contains).count();
        int all = one.size() + other.size();
        return all == 0 ? 0 : 2.0 * both / all;
    }
}

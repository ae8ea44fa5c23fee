package io.dalbox.pages.internal.descriptor;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The texts that all pages of a plugin share, and where each stands. */
final class SharedTexts {

    private record Text(String text, String file, Mark mark) {}

    private final Map<String, Map<String, Text>> locales = new TreeMap<>();

    private SharedTexts() {}

    /** Reads the files of texts among all {@code files}; a text that has two wordings is a fault, and so is one that a locale lacks. */
    static SharedTexts read(SortedMap<String, String> files, List<Fault> faults) {
        SharedTexts shared = new SharedTexts();
        Map<String, Findings> found = new LinkedHashMap<>();
        Map<String, Findings> first = new HashMap<>();
        files.forEach((file, text) -> {
            String locale = TextFile.locale(file);
            if (locale != null) {
                Findings findings = new Findings();
                found.put(file, findings);
                first.putIfAbsent(locale, findings);
                shared.add(locale, file, text, findings);
            }
        });
        first.forEach(shared::missing);
        found.forEach((file, findings) -> faults.addAll(findings.in(file)));
        return shared;
    }

    private void add(String locale, String file, String text, Findings findings) {
        Map<String, Text> known = locales.computeIfAbsent(locale, none -> new LinkedHashMap<>());
        Tree tree = DescriptorChecker.tree(text, findings);
        if (tree == null) {
            return;
        }
        TextFile.read(tree, findings).forEach((key, member) -> {
            String own = text(member);
            differing(locale, key, own, member.key(), findings);
            known.putIfAbsent(key, new Text(own, file, member.key()));
        });
    }

    private void missing(String locale, Findings findings) {
        Set<String> all = new TreeSet<>(keys());
        all.removeAll(keys(locale));
        TranslationLint.missing(locale, Mark.START, all, findings);
    }

    /** Tells of a text that has another wording here: which of them is shown depends on the page. */
    void differing(String locale, String key, String text, Mark mark, Findings findings) {
        Text shared = locales.getOrDefault(locale, Map.of()).get(key);
        if (shared != null && !shared.text().equals(text)) {
            findings.warn(
                    mark,
                    "the text '" + key + "' of the locale " + locale + " is worded otherwise in " + shared.file() + ":"
                            + shared.mark().line() + ": keep one of them, or give one another key");
        }
    }

    Set<String> locales() {
        return locales.keySet();
    }

    /** Returns the keys of all locales. */
    Set<String> keys() {
        return locales.values().stream().flatMap(of -> of.keySet().stream()).collect(Collectors.toUnmodifiableSet());
    }

    Set<String> keys(String locale) {
        return locales.getOrDefault(locale, Map.of()).keySet();
    }

    /** Returns the texts by locale and key. */
    Map<String, Map<String, String>> texts() {
        Map<String, Map<String, String>> texts = new HashMap<>();
        locales.forEach((locale, of) -> {
            Map<String, String> plain = new LinkedHashMap<>();
            of.forEach((key, text) -> plain.put(key, text.text()));
            texts.put(locale, plain);
        });
        return texts;
    }

    private static String text(Tree.Member member) {
        return ((Tree.Leaf) member.value()).json().stringValue();
    }
}

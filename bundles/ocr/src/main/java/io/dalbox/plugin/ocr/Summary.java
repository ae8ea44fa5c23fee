package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.text.PageText;
import java.util.HashMap;
import java.util.Map;

/** What pages have in common: what most characters were read by, and in. Not thread-safe. */
final class Summary {

    private final Map<String, Integer> engines = new HashMap<>();
    private final Map<String, Integer> languages = new HashMap<>();
    private double sure;
    private int letters;
    private String last = "";

    void add(PageText page) {
        int length =
                page.words().stream().mapToInt(word -> word.text().length()).sum();
        if (length == 0) {
            return;
        }
        engines.merge(page.engine().id(), length, Integer::sum);
        languages.merge(page.language(), length, Integer::sum);
        sure += (double) page.confidence() * length;
        letters += length;
        last = page.language();
    }

    double confidence() {
        return letters == 0 ? 0 : Math.round(10 * sure / letters) / 10.0;
    }

    String engine() {
        return most(engines);
    }

    String language() {
        return most(languages);
    }

    /** Returns the language of the page that was read last. */
    String lastLanguage() {
        return last;
    }

    private static String most(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}

package io.dalbox.pages.internal.descriptor;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the texts of a descriptor: each locale has them all, and their expressions make sense. */
final class TranslationLint {

    private final Findings findings;
    private final Depth depth;
    private final SharedTexts shared;

    TranslationLint(Findings findings, Depth depth, SharedTexts shared) {
        this.findings = findings;
        this.depth = depth;
        this.shared = shared;
    }

    void check(Tree.Branch root, Names names) {
        if (!(root.get("i18n") instanceof Tree.Branch locales)) {
            return;
        }
        Set<String> sources = new HashSet<>();
        for (Tree.Branch page : Lint.branches(root.get("pages"))) {
            sources.addAll(Names.keys(page, "data"));
        }
        Names everywhere = names.withSources(sources);
        ValueLint values = new ValueLint(findings, depth);
        Set<String> all = new TreeSet<>();
        locales.members().keySet().forEach(locale -> all.addAll(Names.keys(locales, locale)));
        locales.members().forEach((locale, member) -> {
            complete(locales, locale, member.key(), all);
            if (member.value() instanceof Tree.Branch texts) {
                texts.members().forEach((key, text) -> {
                    if (text.value() instanceof Tree.Leaf leaf && leaf.json().isString()) {
                        shared.differing(locale, key, leaf.json().stringValue(), text.key(), findings);
                        values.parts(leaf.json().stringValue(), leaf.mark(), everywhere);
                    }
                });
            }
        });
        shared.locales().stream()
                .filter(locale -> !locales.members().containsKey(locale))
                .forEach(locale -> complete(locales, locale, locales.mark(), all));
    }

    /** A page has its own texts, then those that all pages share. */
    private void complete(Tree.Branch locales, String locale, Mark mark, Set<String> all) {
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(Names.keys(locales, locale));
        missing.removeAll(shared.keys(locale));
        missing(locale, mark, missing, findings);
    }

    static void missing(String locale, Mark mark, Set<String> missing, Findings findings) {
        if (!missing.isEmpty()) {
            String some = missing.stream().limit(5).collect(Collectors.joining("', '", "'", "'"));
            String more = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
            findings.warn(mark, "the locale " + locale + " lacks " + some + more);
        }
    }
}

package io.dalbox.pages.internal.descriptor;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks the texts of a descriptor: each locale has them all, and their expressions make sense. */
final class TranslationLint {

    private final Findings findings;
    private final Depth depth;

    TranslationLint(Findings findings, Depth depth) {
        this.findings = findings;
        this.depth = depth;
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
            missing(locale, member.key(), all, Names.keys(locales, locale));
            if (member.value() instanceof Tree.Branch texts) {
                texts.members().values().forEach(text -> {
                    if (text.value() instanceof Tree.Leaf leaf && leaf.json().isString()) {
                        values.parts(leaf.json().stringValue(), leaf.mark(), everywhere);
                    }
                });
            }
        });
    }

    private void missing(String locale, Mark mark, Set<String> all, Set<String> own) {
        List<String> missing = all.stream().filter(key -> !own.contains(key)).toList();
        if (!missing.isEmpty()) {
            String some = missing.stream().limit(5).collect(Collectors.joining("', '", "'", "'"));
            String more = missing.size() > 5 ? " and " + (missing.size() - 5) + " more" : "";
            findings.warn(mark, "the locale " + locale + " lacks " + some + more);
        }
    }
}

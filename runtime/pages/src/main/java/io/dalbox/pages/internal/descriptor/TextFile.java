package io.dalbox.pages.internal.descriptor;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file of texts that all pages of a plugin share: {@code i18n/<locale>.yaml}, a flat mapping of keys to texts. */
final class TextFile {

    private static final Pattern NAME =
            Pattern.compile(".*/i18n/([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\\.(?:yaml|yml|json)");

    private TextFile() {}

    /** Returns the locale when the path is that of a text file. */
    static @Nullable String locale(String path) {
        Matcher matcher = NAME.matcher(path);
        return matcher.matches() ? matcher.group(1) : null;
    }

    static Map<String, Tree.Member> read(Tree tree, Findings findings) {
        Map<String, Tree.Member> texts = new LinkedHashMap<>();
        if (!(tree instanceof Tree.Branch branch)) {
            findings.fatal(tree.mark(), "a file of texts must be a mapping of keys to texts");
            return texts;
        }
        branch.members().forEach((key, member) -> {
            if (member.value() instanceof Tree.Leaf leaf && leaf.json().isString()) {
                texts.put(key, member);
            } else {
                findings.fatal(member.value().mark(), "the text '" + key + "' must be a text: put it in quotes");
            }
        });
        return texts;
    }
}

package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks single values: references, text keys, icons and expressions. */
final class ValueLint {

    /** Properties whose whole text is an expression. */
    private static final Set<String> EXPRESSIONS = Set.of("when", "disabled", "valid");

    /** Maps whose keys are names of the plugin's own: one that is called like a property is none. */
    private static final Set<String> NAMED = Set.of("tones", "labels", "args", "params");

    /** Properties that are looked at on their own. */
    private static final Set<String> PARTS = Set.of("body", "tabs", "steps", "fallback");

    private final Findings findings;
    private final Depth depth;

    ValueLint(Findings findings, Depth depth) {
        this.findings = findings;
        this.depth = depth;
    }

    /** One name or a list of names must be known. */
    void reference(@Nullable Tree value, Set<String> known, String what, Names names) {
        if (value instanceof Tree.Items items) {
            items.values().forEach(item -> reference(item, known, what, names));
        } else if (value instanceof Tree.Leaf leaf && leaf.json().isString()) {
            String name = leaf.json().stringValue();
            if (!known.contains(name)) {
                findings.fatal(leaf.mark(), "there is no " + what + " '" + name + "' here" + Nearest.hint(name, known));
            }
        }
    }

    /** The fields of a form, some of which let the person choose from the rows of a source. */
    void fields(@Nullable Tree fields, Set<String> sources, Names names) {
        if (!(fields instanceof Tree.Branch branch)) {
            return;
        }
        branch.members().values().forEach(member -> {
            if (member.value() instanceof Tree.Branch field && field.get("options") instanceof Tree.Branch options) {
                reference(options.get("source"), sources, "source", names);
            }
        });
    }

    /** A page's id, an absolute path of this server, or an expression. */
    void destination(@Nullable Tree value, Names names) {
        if (!(value instanceof Tree.Leaf leaf) || !leaf.json().isString()) {
            return;
        }
        String to = leaf.json().stringValue();
        if (to.startsWith("/") || to.contains("${")) {
            if (to.startsWith("//") || to.contains("\\")) {
                findings.fatal(
                        leaf.mark(),
                        "'" + to + "' leads out of this server; a page leads to pages of this server only");
            }
            return;
        }
        reference(leaf, names.pages(), "page", names);
    }

    /** Looks at every text below, but not at other components. */
    void all(Tree.Branch branch, Names names) {
        branch.members().forEach((key, member) -> {
            if (!PARTS.contains(key)) {
                value(key, member.value(), names);
            }
        });
        for (String part : PARTS) {
            nested(branch.get(part), names);
        }
    }

    private void nested(@Nullable Tree part, Names names) {
        switch (part) {
            case Tree.Items items -> items.values().forEach(item -> nested(item, names));
            case Tree.Branch node -> all(node, names);
            case Tree.Leaf leaf -> {}
            case null -> {}
        }
    }

    private void value(String key, Tree value, Names names) {
        switch (value) {
            case Tree.Branch branch ->
                branch.members()
                        .forEach((name, member) -> value(NAMED.contains(key) ? key : name, member.value(), names));
            case Tree.Items items -> items.values().forEach(item -> value(key, item, names));
            case Tree.Leaf leaf -> {
                if (leaf.json().isString()) {
                    text(key, leaf.json().stringValue(), leaf.mark(), names);
                }
            }
        }
    }

    private void text(String key, String text, Mark mark, Names names) {
        if (key.equals("icon")) {
            icon(text, mark, names);
        }
        if (text.startsWith("t:")) {
            textKey(key, text.substring(2), mark, names);
        } else if (EXPRESSIONS.contains(key)) {
            expressions(List.of(text), mark, names);
        } else if (text.contains("${")) {
            parts(text, mark, names);
        }
    }

    /** Checks the {@code ${…}} parts of a text. */
    void parts(String text, Mark mark, Names names) {
        try {
            expressions(Expressions.parts(text), mark, names);
        } catch (Expressions.UnclosedException e) {
            findings.warn(mark, "a '${' has no closing '}'");
        }
    }

    private void expressions(List<String> expressions, Mark mark, Names names) {
        for (String expression : expressions) {
            Expressions.problems(expression, names.sources(), depth).forEach(problem -> findings.warn(mark, problem));
        }
    }

    private void icon(String icon, Mark mark, Names names) {
        if (names.icons() != null && !icon.contains("${") && !names.icons().contains(icon)) {
            findings.warn(mark, "there is no icon '" + icon + "'" + Nearest.hint(icon, names.icons()));
        }
    }

    private void textKey(String property, String key, Mark mark, Names names) {
        if (property.equals("labels") && key.endsWith("*")) {
            String prefix = key.substring(0, key.length() - 1);
            if (!Vocabulary.CORE_TEXTS.contains(prefix)
                    && names.texts().stream().noneMatch(text -> text.startsWith(prefix))) {
                Set<String> prefixes = new HashSet<>();
                names.texts().forEach(text -> prefixes.add(text.substring(0, text.lastIndexOf('.') + 1) + "*"));
                findings.warn(mark, "no text begins with '" + prefix + "'" + Nearest.hint(key, prefixes));
            }
        } else if (!names.texts().contains(key)) {
            findings.warn(mark, "there is no text '" + key + "'" + Nearest.hint(key, names.texts()));
        }
    }
}

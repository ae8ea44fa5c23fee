package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Puts the bodies of a descriptor's {@code macros} where {@code {use: name, with: {…}}} stands. In a body {@code $(name)} is a
 * parameter: alone it is the value given, whatever that is, and inside a text it is its text. What a body makes keeps the place of
 * the body, so faults are told there. Bounded like any descriptor.
 */
final class MacroExpansion {

    private static final int MAX_NESTED = 8;
    private static final Pattern PARAMETER = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]{0,40})\\)");
    private static final Set<String> USE = Set.of("use", "with");

    private final Map<String, Tree.Branch> macros = new HashMap<>();
    private int nodes;

    private MacroExpansion() {}

    /** Returns the descriptor without macros. */
    static Tree expand(Tree tree) throws UnreadableException {
        if (!(tree instanceof Tree.Branch root) || !(root.get("macros") instanceof Tree.Branch declared)) {
            return tree;
        }
        MacroExpansion expansion = new MacroExpansion();
        for (Map.Entry<String, Tree.Member> macro : declared.members().entrySet()) {
            if (!(macro.getValue().value() instanceof Tree.Branch branch) || branch.get("body") == null) {
                throw new UnreadableException(
                        macro.getValue().key(), "the macro '" + macro.getKey() + "' needs a 'body'");
            }
            expansion.macros.put(macro.getKey(), branch);
        }
        Map<String, Tree.Member> rest = new LinkedHashMap<>();
        for (Map.Entry<String, Tree.Member> member : root.members().entrySet()) {
            if (!member.getKey().equals("macros")) {
                rest.put(member.getKey(), expansion.member(member.getValue(), List.of()));
            }
        }
        return new Tree.Branch(root.mark(), rest);
    }

    private Tree.Member member(Tree.Member member, List<String> inside) throws UnreadableException {
        return new Tree.Member(member.key(), one(member.value(), inside));
    }

    /** A value that stands alone: a macro with a list for a body can only stand in a list. */
    private Tree one(Tree tree, List<String> inside) throws UnreadableException {
        count(tree);
        return switch (tree) {
            case Tree.Leaf leaf -> leaf;
            case Tree.Items items -> items(items, inside);
            case Tree.Branch branch -> {
                if (branch.get("use") != null) {
                    yield used(branch, inside);
                }
                Map<String, Tree.Member> members = new LinkedHashMap<>();
                for (Map.Entry<String, Tree.Member> member : branch.members().entrySet()) {
                    members.put(member.getKey(), member(member.getValue(), inside));
                }
                yield new Tree.Branch(branch.mark(), members);
            }
        };
    }

    private Tree items(Tree.Items items, List<String> inside) throws UnreadableException {
        List<Tree> values = new ArrayList<>();
        for (Tree value : items.values()) {
            Tree made = one(value, inside);
            boolean spliced = value instanceof Tree.Branch branch && branch.get("use") != null;
            if (spliced && made instanceof Tree.Items several) {
                values.addAll(several.values());
            } else {
                values.add(made);
            }
        }
        return new Tree.Items(items.mark(), values);
    }

    private Tree used(Tree.Branch use, List<String> inside) throws UnreadableException {
        Mark mark = Objects.requireNonNull(use.get("use")).mark();
        String macro = use.text("use");
        Tree.Branch declared = macro == null ? null : macros.get(macro);
        if (macro == null || declared == null) {
            throw new UnreadableException(
                    mark,
                    "there is no macro '" + macro + "' here" + Nearest.hint(String.valueOf(macro), macros.keySet()));
        }
        for (Map.Entry<String, Tree.Member> member : use.members().entrySet()) {
            if (!USE.contains(member.getKey())) {
                throw new UnreadableException(
                        member.getValue().key(),
                        "'" + member.getKey() + "' cannot stand beside 'use': give it to the macro with 'with'");
            }
        }
        if (inside.contains(macro) || inside.size() >= MAX_NESTED) {
            throw new UnreadableException(
                    mark,
                    inside.contains(macro)
                            ? "the macro '" + macro + "' uses itself"
                            : "macros use macros more than " + MAX_NESTED + " deep");
        }
        List<String> deeper = new ArrayList<>(inside);
        deeper.add(macro);
        Tree body = filled(Objects.requireNonNull(declared.get("body")), arguments(macro, declared, use));
        return one(body, deeper);
    }

    private static Map<String, Tree> arguments(String macro, Tree.Branch declared, Tree.Branch use)
            throws UnreadableException {
        Map<String, Tree.Member> parameters =
                declared.get("params") instanceof Tree.Branch branch ? branch.members() : Map.of();
        Map<String, Tree.Member> given = use.get("with") instanceof Tree.Branch branch ? branch.members() : Map.of();
        for (Map.Entry<String, Tree.Member> argument : given.entrySet()) {
            if (!parameters.containsKey(argument.getKey())) {
                throw new UnreadableException(
                        argument.getValue().key(),
                        "the macro '" + macro + "' has no parameter '" + argument.getKey() + "'"
                                + Nearest.hint(argument.getKey(), parameters.keySet()));
            }
        }
        Map<String, Tree> arguments = new HashMap<>();
        for (Map.Entry<String, Tree.Member> parameter : parameters.entrySet()) {
            Tree.Member argument = given.get(parameter.getKey());
            Tree value = argument == null ? parameter.getValue().value() : argument.value();
            if (argument == null
                    && value instanceof Tree.Leaf leaf
                    && leaf.json().isNull()) {
                throw new UnreadableException(
                        use.mark(), "the macro '" + macro + "' needs the parameter '" + parameter.getKey() + "'");
            }
            arguments.put(parameter.getKey(), value);
        }
        return arguments;
    }

    private Tree filled(Tree tree, Map<String, Tree> arguments) throws UnreadableException {
        count(tree);
        return switch (tree) {
            case Tree.Leaf leaf -> leaf(leaf, arguments);
            case Tree.Items items -> {
                List<Tree> values = new ArrayList<>();
                for (Tree value : items.values()) {
                    values.add(filled(value, arguments));
                }
                yield new Tree.Items(items.mark(), values);
            }
            case Tree.Branch branch -> {
                Map<String, Tree.Member> members = new LinkedHashMap<>();
                for (Map.Entry<String, Tree.Member> member : branch.members().entrySet()) {
                    Tree.Member old = member.getValue();
                    members.put(member.getKey(), new Tree.Member(old.key(), filled(old.value(), arguments)));
                }
                yield new Tree.Branch(branch.mark(), members);
            }
        };
    }

    private static Tree leaf(Tree.Leaf leaf, Map<String, Tree> arguments) throws UnreadableException {
        if (!leaf.json().isString() || !leaf.json().stringValue().contains("$(")) {
            return leaf;
        }
        String text = leaf.json().stringValue();
        Matcher whole = PARAMETER.matcher(text);
        if (whole.matches()) {
            return argument(leaf, whole.group(1), arguments);
        }
        StringBuilder filled = new StringBuilder();
        Matcher part = PARAMETER.matcher(text);
        while (part.find()) {
            if (!(argument(leaf, part.group(1), arguments) instanceof Tree.Leaf value)) {
                throw new UnreadableException(
                        leaf.mark(), "'" + part.group(1) + "' is a list or a mapping and cannot stand inside a text");
            }
            JsonNode json = value.json();
            part.appendReplacement(filled, Matcher.quoteReplacement(json.asString("")));
        }
        part.appendTail(filled);
        return new Tree.Leaf(leaf.mark(), JsonNodeFactory.instance.stringNode(filled.toString()));
    }

    private static Tree argument(Tree.Leaf leaf, String name, Map<String, Tree> arguments) throws UnreadableException {
        Tree value = arguments.get(name);
        if (value == null) {
            throw new UnreadableException(
                    leaf.mark(), "this macro has no parameter '" + name + "'" + Nearest.hint(name, arguments.keySet()));
        }
        return value;
    }

    private void count(Tree tree) throws UnreadableException {
        if (++nodes > 4 * YamlReader.MAX_NODES) {
            throw new UnreadableException(tree.mark(), "the macros make more than the descriptor may hold");
        }
    }
}

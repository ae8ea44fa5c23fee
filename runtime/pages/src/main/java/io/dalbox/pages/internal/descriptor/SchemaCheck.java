package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks a tree against the descriptor's JSON Schema and says what is wrong in words for the author, at its place.
 *
 * <p>A general validator answers with pointers and with the wording of the standard; here the author needs line, column and the
 * name that was meant. So this understands just the keywords that {@code ui-v1.schema.json} uses ({@link #KEYWORDS}); a test holds
 * it to a general validator's verdict. In the schema, {@code title} is what a thing is called in messages.
 */
final class SchemaCheck {

    /** A schema with any other keyword needs this class to learn it; a test compares. */
    static final Set<String> KEYWORDS = Set.of(
            "$ref",
            "type",
            "const",
            "enum",
            "not",
            "oneOf",
            "allOf",
            "if",
            "then",
            "required",
            "properties",
            "patternProperties",
            "additionalProperties",
            "unevaluatedProperties",
            "propertyNames",
            "minProperties",
            "items",
            "minItems",
            "maxItems",
            "pattern",
            "maxLength",
            "minimum",
            "maximum");

    private final ObjectNode root;
    private final ScalarCheck scalars = new ScalarCheck();
    private final Map<String, JsonNode> references = new ConcurrentHashMap<>();

    SchemaCheck(ObjectNode root) {
        this.root = root;
    }

    void check(Tree tree, Findings findings) {
        check(root, tree, "the descriptor", new HashSet<>(), findings);
    }

    /** {@code what} names the thing in messages; {@code evaluated} gathers the properties that some schema has looked at. */
    private void check(JsonNode schema, Tree tree, String what, Set<String> evaluated, Findings findings) {
        if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                findings.fatal(tree.mark(), what + " is not allowed here");
            }
            return;
        }
        if (schema.has("$ref")) {
            check(resolve(schema.path("$ref").stringValue()), tree, what, evaluated, findings);
        }
        String name = schema.path("title").asString(what);
        if (!typeFits(schema, tree, what, findings)) {
            return;
        }
        switch (tree) {
            case Tree.Leaf leaf -> scalars.check(schema, leaf, what, findings);
            case Tree.Items items -> items(schema, items, what, findings);
            case Tree.Branch branch -> branch(schema, branch, name, evaluated, findings);
        }
        combined(schema, tree, name, evaluated, findings);
        if (tree instanceof Tree.Branch branch
                && schema.path("unevaluatedProperties").isBoolean()) {
            unknown(branch, nameOf(branch, name), evaluated, () -> known(schema, branch), findings);
        }
    }

    private boolean typeFits(JsonNode schema, Tree tree, String what, Findings findings) {
        // The values that a schema lists are single ones; a list or a group can never be among them.
        if (!(tree instanceof Tree.Leaf) && (schema.has("enum") || schema.has("const"))) {
            findings.fatal(tree.mark(), what + " must be a single value, not " + ScalarCheck.describe(tree));
            return false;
        }
        List<String> types = texts(schema.path("type"));
        if (types.isEmpty() || types.stream().anyMatch(type -> ScalarCheck.isOf(tree, type))) {
            return true;
        }
        String wanted = types.stream().map(ScalarCheck::word).collect(Collectors.joining(" or "));
        findings.fatal(tree.mark(), what + " must be " + wanted + ", not " + ScalarCheck.describe(tree));
        return false;
    }

    private void items(JsonNode schema, Tree.Items items, String what, Findings findings) {
        int size = items.values().size();
        if (schema.has("maxItems") && size > schema.path("maxItems").intValue()) {
            findings.fatal(
                    items.mark(),
                    what + " has " + size + " entries; at most " + schema.path("maxItems") + " are allowed");
        }
        if (size < schema.path("minItems").asInt(0)) {
            findings.fatal(items.mark(), what + " is empty; at least " + schema.path("minItems") + " is needed");
        }
        if (schema.has("items")) {
            for (Tree value : items.values()) {
                check(schema.path("items"), value, "an entry of " + what, new HashSet<>(), findings);
            }
        }
    }

    private void branch(JsonNode schema, Tree.Branch branch, String name, Set<String> evaluated, Findings findings) {
        for (String required : texts(schema.path("required"))) {
            if (!branch.members().containsKey(required)) {
                findings.fatal(branch.mark(), needs(name, required));
            }
        }
        if (branch.members().size() < schema.path("minProperties").asInt(0)) {
            findings.fatal(branch.mark(), name + " is empty");
        }
        Set<String> here = new HashSet<>();
        branch.members().forEach((key, member) -> {
            if (schema.has("propertyNames") && !fits(schema.path("propertyNames"), keyLeaf(key, member))) {
                findings.fatal(member.key(), "'" + key + "' is not a name that " + name + " can have");
            }
            if (property(schema, key, member, findings)) {
                here.add(key);
            }
        });
        additional(schema, branch, name, here, findings);
        evaluated.addAll(here);
    }

    private boolean property(JsonNode schema, String key, Tree.Member member, Findings findings) {
        boolean known = false;
        JsonNode direct = schema.path("properties").path(key);
        if (!direct.isMissingNode()) {
            known = true;
            if (direct.isBoolean() && !direct.booleanValue()) {
                findings.fatal(
                        member.key(), "'" + key + "' is not allowed: a page says what to show, the core how it looks");
            } else {
                check(direct, member.value(), "'" + key + "'", new HashSet<>(), findings);
            }
        }
        for (Map.Entry<String, JsonNode> pattern :
                schema.path("patternProperties").properties()) {
            if (Pattern.compile(pattern.getKey()).matcher(key).find()) {
                known = true;
                check(pattern.getValue(), member.value(), "'" + key + "'", new HashSet<>(), findings);
            }
        }
        return known;
    }

    private void additional(JsonNode schema, Tree.Branch branch, String name, Set<String> here, Findings findings) {
        JsonNode additional = schema.path("additionalProperties");
        if (additional.isMissingNode()) {
            return;
        }
        if (additional.isBoolean() && !additional.booleanValue()) {
            unknown(
                    branch,
                    name,
                    here,
                    () -> Set.copyOf(schema.path("properties").propertyNames()),
                    findings);
            return;
        }
        branch.members().forEach((key, member) -> {
            if (here.add(key)) {
                check(additional, member.value(), "'" + key + "'", new HashSet<>(), findings);
            }
        });
    }

    private static void unknown(
            Tree.Branch branch, String name, Set<String> seen, Supplier<Set<String>> known, Findings findings) {
        if (seen.containsAll(branch.members().keySet())) {
            return;
        }
        Set<String> allowed = new TreeSet<>(known.get());
        branch.members().forEach((key, member) -> {
            if (!seen.contains(key)) {
                Optional<String> meant = Nearest.of(key, allowed);
                String hint =
                        meant.map(other -> "; did you mean '" + other + "'?").orElse("");
                findings.fatal(member.key(), "unknown property '" + key + "' in " + name + hint);
                meant.ifPresent(other -> findings.explains(needs(name, other)));
            }
        });
    }

    private void combined(JsonNode schema, Tree tree, String name, Set<String> evaluated, Findings findings) {
        for (JsonNode part : schema.path("allOf")) {
            check(part, tree, name, evaluated, findings);
        }
        if (schema.has("if") && mayApply(schema.path("if"), tree) && fits(schema.path("if"), tree)) {
            check(schema.path("then"), tree, name, evaluated, findings);
        }
        if (schema.has("not") && fits(schema.path("not"), tree)) {
            findings.fatal(tree.mark(), name + " has a value that is not allowed");
        }
        if (schema.has("oneOf")) {
            oneOf(schema.path("oneOf"), tree, name, evaluated, findings);
        }
    }

    /**
     * The branch for this kind of value explains best what is wrong with it. Choosing it by kind, not by trial, also keeps nested
     * fallbacks from costing twice as much at each level.
     */
    private void oneOf(JsonNode branches, Tree tree, String name, Set<String> evaluated, Findings findings) {
        List<JsonNode> near = branches.valueStream()
                .filter(one -> mayBe(dereferenced(one), tree))
                .toList();
        if (near.size() > 1) {
            near = near.stream().filter(one -> fits(one, tree)).toList();
        }
        if (near.size() == 1) {
            check(near.getFirst(), tree, name, evaluated, findings);
        } else {
            findings.fatal(tree.mark(), name + " cannot be " + ScalarCheck.describe(tree));
        }
    }

    private static boolean mayBe(JsonNode schema, Tree tree) {
        List<String> types = texts(schema.path("type"));
        return types.isEmpty()
                ? tree instanceof Tree.Leaf
                : types.stream().anyMatch(type -> ScalarCheck.isOf(tree, type));
    }

    /** Whether a condition on the type can hold: each component has one such condition for each type there is. */
    private static boolean mayApply(JsonNode condition, Tree tree) {
        JsonNode type = condition.path("properties").path("type").path("const");
        return type.isMissingNode()
                || (tree instanceof Tree.Branch branch
                        && type.stringValue().equals(branch.text("type") instanceof String own ? own : ""));
    }

    private boolean fits(JsonNode schema, Tree tree) {
        Findings trial = new Findings();
        check(schema, tree, "it", new HashSet<>(), trial);
        return trial.isEmpty();
    }

    /** The names a component may have: its own and those of its type. */
    private Set<String> known(JsonNode schema, Tree.Branch branch) {
        Set<String> names = new HashSet<>(schema.path("properties").propertyNames());
        names.removeIf(name -> schema.path("properties").path(name).isBoolean());
        for (JsonNode part : schema.path("allOf")) {
            if (part.has("if") && mayApply(part.path("if"), branch) && fits(part.path("if"), branch)) {
                names.addAll(dereferenced(part.path("then")).path("properties").propertyNames());
            }
        }
        return names;
    }

    private static String needs(String name, String property) {
        return name + " needs '" + property + "'";
    }

    private static String nameOf(Tree.Branch branch, String otherwise) {
        String type = branch.text("type");
        return type == null || type.isEmpty() ? otherwise : ("aeiou".indexOf(type.charAt(0)) < 0 ? "a " : "an ") + type;
    }

    private JsonNode dereferenced(JsonNode schema) {
        return schema.has("$ref") ? resolve(schema.path("$ref").stringValue()) : schema;
    }

    private JsonNode resolve(String reference) {
        return references.computeIfAbsent(reference, to -> root.at(to.substring(1)));
    }

    private static Tree keyLeaf(String key, Tree.Member member) {
        return new Tree.Leaf(member.key(), JsonNodeFactory.instance.stringNode(key));
    }

    private static List<String> texts(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(JsonNode::asString).toList()
                : node.isString() ? List.of(node.stringValue()) : List.of();
    }
}

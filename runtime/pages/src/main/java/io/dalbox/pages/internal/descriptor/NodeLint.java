package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the components of one page or card. */
final class NodeLint {

    private final Findings findings;
    private final ValueLint values;
    private final Map<String, Mark> ids = new HashMap<>();

    NodeLint(Findings findings, ValueLint values) {
        this.findings = findings;
        this.values = values;
    }

    /** {@code owner} is the page or card. */
    void check(Tree.Branch owner, Names names) {
        values.reference(owner.get("actions"), names.actions(), "action", names);
        values.destination(owner.get("to"), names);
        values.all(owner, names);
        nodes(owner.get("body"), names);
    }

    private void nodes(@Nullable Tree list, Names names) {
        Lint.branches(list).forEach(node -> node(node, names));
    }

    private void node(Tree.Branch node, Names names) {
        type(node, names);
        id(node);
        values.reference(node.get("source"), names.sources(), "source", names);
        for (String property : new String[] {"problems", "segments", "peaks"}) {
            values.reference(node.get(property), names.sources(), "source", names);
        }
        for (String property :
                new String[] {"action", "actions", "rowActions", "bulkActions", "rename", "merge", "split", "hide"}) {
            values.reference(node.get(property), names.actions(), "action", names);
        }
        values.destination(node.get("to"), names);
        if (node.get("empty") instanceof Tree.Branch empty) {
            values.reference(empty.get("action"), names.actions(), "action", names);
        }
        if (node.get("item") instanceof Tree.Branch item) {
            values.reference(item.get("rowActions"), names.actions(), "action", names);
            values.destination(item.get("to"), names);
        }
        if (node.get("curve") instanceof Tree.Branch curve) {
            values.reference(curve.get("source"), names.sources(), "source", names);
        }
        filters(node, names);
        values.fields(node.get("fields"), names.sources(), names);
        if ("form".equals(node.text("type"))) {
            form(node);
        }
        if ("chart".equals(node.text("type"))) {
            ChartLint.check(node, findings);
        }
        nodes(node.get("body"), names);
        for (String parts : new String[] {"tabs", "steps"}) {
            Lint.branches(node.get(parts)).forEach(part -> nodes(part.get("body"), names));
            distinct(node.get(parts), parts);
        }
        Lint.branches(node.get("items")).forEach(fact -> values.destination(fact.get("to"), names));
        if ("tree".equals(node.text("type"))) {
            tree(node);
        }
        if (node.get("fallback") instanceof Tree.Branch fallback) {
            node(fallback, names);
        }
    }

    private void type(Tree.Branch node, Names names) {
        String type = node.text("type");
        Tree place = node.get("type");
        if (type != null && place != null && !names.components().contains(type) && node.get("fallback") == null) {
            String hint = Nearest.hint(type, names.components());
            findings.warn(place.mark(), "unknown component '" + type + "'" + hint);
        }
    }

    private void form(Tree.Branch node) {
        Tree type = node.get("type");
        if (type != null && node.get("action") == null && node.get("settings") == null) {
            findings.fatal(type.mark(), "a form needs an 'action' to send to, or 'settings: true'");
        }
    }

    /** A tree's rows hold each other, or name the one above them. */
    private void tree(Tree.Branch node) {
        Tree parent = node.get("parent");
        if (parent != null && node.get("children") != null) {
            findings.fatal(
                    parent.mark(),
                    "a tree has 'children' when its rows hold rows, or 'parent' when they name the row above; not both");
        }
    }

    /** The parts of one component are told from each other by their ids, in the address too. */
    private void distinct(@Nullable Tree parts, String what) {
        Map<String, Mark> known = new HashMap<>();
        Lint.branches(parts).forEach(part -> {
            Tree place = part.get("id");
            Mark first = place == null ? null : known.putIfAbsent(String.valueOf(part.text("id")), place.mark());
            if (first != null && place != null) {
                findings.fatal(
                        place.mark(),
                        "two " + what + " have the id '" + part.text("id") + "': first in line " + first.line());
            }
        });
    }

    private void id(Tree.Branch node) {
        Tree place = node.get("id");
        if (node.text("id") instanceof String id && place != null) {
            Mark first = ids.putIfAbsent(id, place.mark());
            if (first != null) {
                findings.fatal(place.mark(), "the id '" + id + "' is used twice: first in line " + first.line());
            }
        }
    }

    /** A table can be filtered only by what it shows. */
    private void filters(Tree.Branch node, Names names) {
        if (!(node.get("filters") instanceof Tree.Items)) {
            return;
        }
        Set<String> fields = new HashSet<>();
        Lint.branches(node.get("columns")).forEach(column -> {
            if (column.text("field") instanceof String field) {
                fields.add(field);
            }
        });
        values.reference(node.get("filters"), fields, "column", names);
    }
}

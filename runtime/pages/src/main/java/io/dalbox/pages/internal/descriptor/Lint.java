package io.dalbox.pages.internal.descriptor;

import io.dalbox.json.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what a schema cannot: that everything a descriptor refers to exists. The tree fits the schema already. */
final class Lint {

    private final Findings findings;
    private final ValueLint values;

    Lint(Findings findings, Depth depth) {
        this.findings = findings;
        this.values = new ValueLint(findings, depth);
    }

    void check(Tree.Branch root, Names names) {
        Requirements.check(root.get("requires"), names.components(), findings);
        Duplicates duplicates = new Duplicates(findings);
        duplicates.check(root, "pages", "id", "");
        duplicates.check(root, "pages", "path", "");
        duplicates.check(root, "cards", "id", "");
        sources(root, names);
        actions(root, names);
        values.reference(root.get("commands"), names.actions(), "action", names);
        for (Tree.Branch nav : branches(root.get("nav"))) {
            values.reference(nav.get("page"), names.pages(), "page", names);
            values.all(nav, names);
        }
        for (Tree.Branch card : branches(root.get("cards"))) {
            new NodeLint(findings, values).check(card, names);
        }
        for (Tree.Branch page : branches(root.get("pages"))) {
            page(page, names);
        }
    }

    private void page(Tree.Branch page, Names names) {
        Names here = names.withSources(Names.keys(page, "data"));
        sources(page, here);
        new NodeLint(findings, values).check(page, here);
    }

    private void sources(Tree.Branch owner, Names names) {
        if (!(owner.get("data") instanceof Tree.Branch data)) {
            return;
        }
        data.members().forEach((name, member) -> {
            if (Vocabulary.isTaken(name)) {
                findings.warn(
                        member.key(), "expressions mean something else by '" + name + "'; call the source otherwise");
            }
            if (member.value() instanceof Tree.Branch source) {
                query(source);
                values.all(source, names);
            }
        });
    }

    private void query(Tree.Branch source) {
        String query = source.text("query");
        Tree place = source.get("query");
        if (query == null || place == null) {
            return;
        }
        if (query.startsWith("core.")) {
            Set<String> parameters = Vocabulary.QUERIES.get(query);
            if (parameters == null) {
                String hint = Nearest.hint(query, Vocabulary.QUERIES.keySet());
                findings.fatal(place.mark(), "the core has no query '" + query + "'" + hint);
                return;
            }
            parameters(source, query, parameters);
            live(source, query);
            server(source, query, parameters);
        } else if (!ActionName.isOne(query)) {
            findings.fatal(place.mark(), "'" + query + "' is no query: write <plugin>.<action> or core.<name>");
        }
    }

    private void parameters(Tree.Branch source, String query, Set<String> known) {
        if (source.get("params") instanceof Tree.Branch given) {
            given.members().forEach((name, member) -> {
                if (!known.contains(name)) {
                    String hint = Nearest.hint(name, known);
                    findings.fatal(member.key(), "'" + query + "' has no parameter '" + name + "'" + hint);
                }
            });
        }
    }

    private void live(Tree.Branch source, String query) {
        if (source.get("live") instanceof Tree.Leaf live
                && (live.json().isString() || live.json().asBoolean(false))
                && Vocabulary.ASKED_AGAIN.contains(query)) {
            findings.warn(live.mark(), "no event tells of '" + query + "'; write 'every: 2s' to have it asked again");
        }
    }

    private void server(Tree.Branch source, String query, Set<String> parameters) {
        if ("server".equals(source.text("page"))
                && source.get("page") instanceof Tree page
                && !parameters.contains("search")
                && !parameters.contains("sort")) {
            findings.warn(
                    page.mark(),
                    "'" + query
                            + "' neither searches nor sorts: leave out 'page: server'; further rows are fetched without it");
        }
    }

    private void actions(Tree.Branch root, Names names) {
        if (!(root.get("actions") instanceof Tree.Branch actions)) {
            return;
        }
        Set<String> sources = new HashSet<>(names.sources());
        branches(root.get("pages")).forEach(page -> sources.addAll(Names.keys(page, "data")));
        actions.members().values().forEach(member -> {
            if (member.value() instanceof Tree.Branch action) {
                run(action);
                values.fields(action.get("fields"), sources, names);
                if (action.get("undo") instanceof Tree.Branch undo) {
                    run(undo);
                }
                if (action.get("then") instanceof Tree.Branch then) {
                    values.reference(then.get("refresh"), names.sources(), "source", names);
                    values.destination(then.get("to"), names);
                }
                values.all(action, names);
            }
        });
    }

    private void run(Tree.Branch action) {
        String run = action.text("run");
        Tree place = action.get("run");
        if (run == null || place == null) {
            return;
        }
        if (run.startsWith("core.") && !Vocabulary.COMMANDS.contains(run)) {
            findings.fatal(
                    place.mark(), "the core has no action '" + run + "'" + Nearest.hint(run, Vocabulary.COMMANDS));
        } else if (!run.startsWith("core.") && !ActionName.isOne(run)) {
            findings.fatal(place.mark(), "'" + run + "' is no action: write <plugin>.<action> or core.<name>");
        }
    }

    static List<Tree.Branch> branches(@Nullable Tree list) {
        return list instanceof Tree.Items items
                ? items.values().stream()
                        .filter(Tree.Branch.class::isInstance)
                        .map(Tree.Branch.class::cast)
                        .toList()
                : List.of();
    }
}

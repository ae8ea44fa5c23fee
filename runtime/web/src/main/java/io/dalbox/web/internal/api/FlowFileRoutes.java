package io.dalbox.web.internal.api;

import io.dalbox.flows.Flow;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Flows;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Flows as YAML files. */
public final class FlowFileRoutes {

    private final Flows flows;
    private final FlowDrafts drafts;

    /** Routes over the flows. */
    public FlowFileRoutes(Flows flows) {
        this.flows = flows;
        this.drafts = new FlowDrafts(flows);
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                                "core.read",
                                "GET /api/flows/export",
                                Body.none(),
                                "Flows as a YAML file: those named by id, or all",
                                this::export)
                        .asks("id"),
                Route.needs(
                        "core.admin",
                        "POST /api/flows/import",
                        Body.fields("yaml", "dry_run"),
                        "Make flows of a YAML file, all or none",
                        this::take),
                Route.needs(
                        "core.read",
                        "POST /api/flows/yaml",
                        Body.fields("flow", "yaml"),
                        "Turn a flow into YAML, or YAML into a flow",
                        this::turn));
    }

    private Answer export(Request request) {
        List<String> ids = request.query().getOrDefault("id", List.of());
        List<FlowSpec> specs = ids.isEmpty()
                ? flows.list().stream().map(Flow::spec).toList()
                : ids.stream().map(id -> FlowDrafts.known(flows, id).spec()).toList();
        return Answer.bytes(
                200,
                "application/yaml",
                FlowYaml.write(specs).getBytes(StandardCharsets.UTF_8),
                Map.of("Content-Disposition", "attachment; filename=\"flows.yaml\""));
    }

    private Answer turn(Request request) {
        boolean yaml = request.body().has("yaml");
        if (yaml == request.body().has("flow")) {
            throw ProblemException.field("", "Give either flow or yaml.");
        }
        ObjectNode answer = Json.mapper().createObjectNode();
        if (yaml) {
            answer.set("flow", FlowYaml.one(request.text("yaml")));
        } else {
            JsonNode flow = request.body().path("flow");
            // An unfinished flow has a text too; only what cannot be said in one is refused.
            if (!flow.isObject()) {
                throw ProblemException.field("/flow", "This must be an object.");
            }
            answer.put("yaml", FlowYaml.write(FlowReader.read(flow).spec()));
        }
        return Answer.json(answer);
    }

    /** What was found in the file, and what became of it. */
    private record Item(String name, @Nullable String id, List<FlowProblem> problems) {}

    private Answer take(Request request) {
        List<FlowReader.Read> found = FlowYaml.many(request.text("yaml")).stream()
                .map(FlowReader::read)
                .toList();
        List<Item> items = found.stream()
                .map(read -> new Item(read.spec().name(), null, drafts.problems(read)))
                .toList();
        boolean wrong = items.stream().anyMatch(item -> !item.problems().isEmpty());
        if (request.optionalFlag("dry_run").orElse(false)) {
            return Answer.list(items, null);
        }
        if (wrong) {
            return refused(items);
        }
        return Answer.list(make(found, request.caller().name()), null);
    }

    private List<Item> make(List<FlowReader.Read> found, String caller) {
        List<Item> made = new ArrayList<>();
        try {
            for (FlowReader.Read read : found) {
                Flow flow = flows.create(read.spec(), caller);
                made.add(new Item(flow.spec().name(), flow.id(), List.of()));
            }
        } catch (InvalidFlow e) {
            // A plugin changed since the check: all or none.
            made.forEach(item -> {
                if (item.id() != null) {
                    flows.delete(item.id());
                }
            });
            throw e;
        }
        return made;
    }

    // A problem as all others, and what is wrong with each flow beside it.
    private static Answer refused(List<Item> items) {
        ObjectNode problem = Json.mapper()
                .createObjectNode()
                .put("type", "about:blank")
                .put("title", "Invalid input")
                .put("status", 422)
                .put("detail", "Nothing was imported: some flows have problems.");
        var errors = problem.putArray("errors");
        for (int i = 0; i < items.size(); i++) {
            for (FlowProblem one : items.get(i).problems()) {
                ObjectNode error = Json.mapper().valueToTree(one);
                errors.add(error.put("pointer", "/flows/" + i + one.pointer()));
            }
        }
        problem.set("items", Json.mapper().valueToTree(items));
        return Answer.bytes(422, "application/problem+json", Json.mapper().writeValueAsBytes(problem), Map.of());
    }
}

package io.dalbox.web.internal.api;

import io.dalbox.event.EventInfo;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Flows;
import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What helps to write a flow. Nothing here is saved or called. */
public final class FlowHelpRoutes {

    private static final String READ = "core.read";
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Flows flows;
    private final FlowDrafts drafts;

    /** Routes over the flows. */
    public FlowHelpRoutes(Flows flows) {
        this.flows = flows;
        this.drafts = new FlowDrafts(flows);
    }

    /** Returns them. They go before the routes of one flow, whose ids are never words such as these. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        READ,
                        "POST /api/flows/validate",
                        new Body.AnyObject(),
                        "Say what is wrong with a flow, also an unfinished one",
                        this::validate),
                Route.needs(
                        READ,
                        "POST /api/flows/dry-run",
                        Body.fields("flow", "limit", "event"),
                        "Say what a flow would do with recorded events, or the one given",
                        request -> run(request, drafts.complete(request.body().path("flow")))),
                Route.needs(
                        READ,
                        "POST /api/flows/{id}/dry-run",
                        Body.fields("limit", "event"),
                        "Say what the flow would do with recorded events, or the one given",
                        request -> run(
                                request,
                                FlowDrafts.known(flows, request.variable("id")).spec())),
                Route.needs(
                                READ,
                                "GET /api/flows/suggestions",
                                Body.none(),
                                "Propose expressions for the parameters of an action",
                                this::suggest)
                        .asks("event", "plugin", "action"),
                Route.needs(
                                READ,
                                "GET /api/flows/vocabulary",
                                Body.none(),
                                "What an expression may use",
                                request -> Answer.json(flows.vocabulary(asked(request, "event"))))
                        .asks("event"));
    }

    private Answer validate(Request request) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("problems", Json.mapper().valueToTree(drafts.problems(FlowReader.read(request.body()))));
        return Answer.json(answer);
    }

    private Answer suggest(Request request) {
        return Answer.list(
                flows.suggest(asked(request, "event"), asked(request, "plugin"), asked(request, "action")), null);
    }

    private Answer run(Request request, FlowSpec spec) {
        JsonNode limit = request.body().path("limit");
        if (!limit.isMissingNode()
                && !(limit.isIntegralNumber()
                        && limit.canConvertToInt()
                        && limit.intValue() >= 1
                        && limit.intValue() <= MOST)) {
            throw ProblemException.field("/limit", "This must be a whole number from 1 to " + MOST + ".");
        }
        JournalEvent event = event(request.body().path("event"), spec);
        return Answer.json(FlowJson.write(flows.dryRun(spec, limit.asInt(USUAL), event)));
    }

    /** Reads an event that may have been written by hand: only the data must be there. */
    private static @Nullable JournalEvent event(JsonNode node, FlowSpec spec) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!(node.path("data") instanceof ObjectNode data)) {
            throw ProblemException.field("/event/data", "The data must be an object.");
        }
        String type = node.path("type").asString(spec.event());
        if (!type.equals(spec.event())) {
            throw ProblemException.field("/event/type", "The flow takes events of type " + spec.event() + ".");
        }
        String cause = node.path("causationid").asString("");
        String subject = node.path("subject").asString("");
        EventInfo info = new EventInfo(
                node.path("id").asString("dry-run"),
                node.path("source").asString("/core"),
                type,
                time(node.path("time")),
                subject.isEmpty() ? null : subject,
                cause.isEmpty() ? null : cause,
                node.path("hops").asInt(0));
        return new JournalEvent(node.path("sequence").asLong(0), info, data);
    }

    private static Instant time(JsonNode node) {
        if (node.isMissingNode()) {
            return Instant.now();
        }
        try {
            return OffsetDateTime.parse(node.asString("")).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.field("/event/time", "The time must be one such as 2026-01-31T12:00:00Z.");
        }
    }

    private static String asked(Request request, String name) {
        return request.query(name)
                .orElseThrow(() -> ProblemException.field("/" + name, "The query parameter " + name + " is missing."));
    }
}

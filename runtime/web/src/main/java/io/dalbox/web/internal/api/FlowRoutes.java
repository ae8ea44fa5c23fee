package io.dalbox.web.internal.api;

import io.dalbox.flows.Flow;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Flows;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * The flows. Making or changing one is for administrators, since it calls any action with the owner's rights; switching is for
 * whoever may change things.
 */
public final class FlowRoutes {

    private static final String ADMIN = "core.admin";
    private static final String WRITE = "core.write";
    private static final String READ = "core.read";

    private final Flows flows;
    private final FlowDrafts drafts;

    /** Routes over the flows. */
    public FlowRoutes(Flows flows) {
        this.flows = flows;
        this.drafts = new FlowDrafts(flows);
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(READ, "GET /api/flows", Body.none(), "List the flows", this::list),
                Route.needs(ADMIN, "POST /api/flows", new Body.AnyObject(), "Make a flow", this::create),
                Route.needs(READ, "GET /api/flows/{id}", Body.none(), "Show a flow", this::show),
                Route.needs(
                        ADMIN,
                        "PUT /api/flows/{id}",
                        new Body.AnyObject(),
                        "Change a flow; with If-Match only if it is still that version",
                        this::update),
                Route.needs(ADMIN, "DELETE /api/flows/{id}", Body.none(), "Remove a flow", this::delete),
                change("enable", "Switch a flow on", Body.none(), (id, body) -> flows.enable(id, true)),
                change("disable", "Switch a flow off; events wait", Body.none(), (id, body) -> flows.enable(id, false)),
                change(
                        "resume",
                        "Let a flow that was cut go on; skip leaves out what has gathered",
                        Body.fields("skip"),
                        (id, body) -> flows.resume(id, skip(body.path("skip")))));
    }

    private Route change(String verb, String summary, Body body, BiFunction<String, JsonNode, Flow> change) {
        return Route.needs(
                WRITE,
                "POST /api/flows/{id}/" + verb,
                body,
                summary,
                request -> Answer.json(FlowJson.write(change.apply(request.variable("id"), request.body()))));
    }

    private Answer list(Request request) {
        return Answer.list(flows.list().stream().map(FlowJson::write).toList(), null);
    }

    private Answer show(Request request) {
        return answer(FlowDrafts.known(flows, request.variable("id")));
    }

    private static Answer answer(Flow flow) {
        return Answer.json(200, FlowJson.write(flow), Map.of("ETag", Versions.of(FlowJson.write(flow.spec()))));
    }

    private Answer create(Request request) {
        FlowSpec spec = drafts.complete(request.body());
        Flow flow = flows.create(spec, request.caller().name());
        return Answer.created("/api/flows/" + flow.id(), FlowJson.write(flow));
    }

    private Answer update(Request request) {
        String id = request.variable("id");
        FlowDrafts.known(flows, id);
        FlowSpec spec = drafts.complete(request.body());
        // Nobody may change it between the look and the change.
        synchronized (this) {
            Flow now = FlowDrafts.known(flows, id);
            Versions.check(
                    request,
                    Versions.of(FlowJson.write(now.spec())),
                    "The flow " + now.spec().name() + " has");
            return answer(flows.update(id, spec, request.caller().name()));
        }
    }

    private Answer delete(Request request) {
        flows.delete(request.variable("id"));
        return Answer.noContent();
    }

    private static boolean skip(JsonNode node) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            throw ProblemException.field("/skip", "This must be true or false.");
        }
        return node.asBoolean(false);
    }
}

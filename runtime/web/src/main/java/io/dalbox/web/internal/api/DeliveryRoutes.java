package io.dalbox.web.internal.api;

import io.dalbox.action.ActionException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What became of events at their subscribers: history, dead letters, and how the subscribers stand. */
public final class DeliveryRoutes {

    private static final int MOST_IDS = 1000;
    private static final String[] WHICH = {"state", "subscriber", "flow", "type", "ids"};

    private final Deliveries deliveries;
    private final DeliveryViews views;

    /** Routes over the deliveries. */
    public DeliveryRoutes(Deliveries deliveries, DeliveryViews views) {
        this.deliveries = deliveries;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET /api/subscribers", Body.none(), "How the subscribers stand", this::stand),
                Route.needs(
                                "core.read",
                                "GET /api/deliveries",
                                Body.none(),
                                "List deliveries, newest first",
                                this::list)
                        .asks("state", "subscriber", "flow", "type", "event", "limit", "cursor"),
                Route.needs("core.read", "GET /api/deliveries/{id}", Body.none(), "Show a delivery", this::show),
                Route.needs(
                        "core.write",
                        "POST /api/deliveries/redrive",
                        Body.fields(WHICH),
                        "Deliver many dead letters again",
                        request ->
                                many(request, "redriven", deliveries::redriveAll, id -> deliveries.redrive(id, null))),
                Route.needs(
                        "core.write",
                        "POST /api/deliveries/discard",
                        Body.fields(WHICH),
                        "Mark many dead letters as not needed",
                        request -> many(request, "discarded", deliveries::discardAll, deliveries::discard)),
                Route.needs(
                        "core.write",
                        "POST /api/deliveries/{id}/redrive",
                        Body.fields("data"),
                        "Deliver a dead letter again; with other data only for administrators",
                        this::redrive),
                Route.needs(
                        "core.write",
                        "POST /api/deliveries/{id}/discard",
                        Body.none(),
                        "Mark a dead letter as not needed",
                        request -> Answer.json(views.of(deliveries.discard(request.variable("id"))))));
    }

    private Answer stand(Request request) {
        return Answer.list(deliveries.standings(), null);
    }

    private Answer list(Request request) {
        Deliveries.Page page = deliveries.list(new Deliveries.Query(
                request.query("state").map(DeliveryRoutes::state).orElse(null),
                subscriber(request.query("subscriber"), request.query("flow")),
                request.query("type").orElse(null),
                request.query("event").orElse(null),
                (int) request.number("limit", 100, 1, 1000),
                request.query("cursor").orElse(null)));
        return Answer.list(views.of(page.items()), page.next());
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        return Answer.json(views.of(
                deliveries.find(id).orElseThrow(() -> ProblemException.notFound("There is no delivery " + id + "."))));
    }

    private Answer redrive(Request request) {
        JsonNode data = request.body().path("data");
        if (data.isMissingNode() || data.isNull()) {
            return Answer.json(views.of(deliveries.redrive(request.variable("id"), null)));
        }
        // What a flow makes of it runs with the rights of whoever made the flow.
        if (!request.caller().may("core.admin")) {
            throw new ProblemException(403, "Only who has the access core.admin may change what is delivered.");
        }
        if (!(data instanceof ObjectNode object)) {
            throw ProblemException.field("/data", "The data must be an object.");
        }
        return Answer.json(views.of(deliveries.redrive(request.variable("id"), object)));
    }

    private static Answer many(
            Request request, String word, ToIntFunction<Deliveries.Query> all, Consumer<String> one) {
        if (request.optionalText("state").filter(state -> !state.equals("dead")).isPresent()) {
            throw ProblemException.field("/state", "Only dead letters can be dealt with; the state must be dead.");
        }
        int done = request.body().has("ids")
                ? each(ids(request.body().path("ids")), one)
                : all.applyAsInt(new Deliveries.Query(
                        DeliveryRecord.State.DEAD,
                        subscriber(request.optionalText("subscriber"), request.optionalText("flow")),
                        request.optionalText("type").orElse(null),
                        null,
                        1000,
                        null));
        return Answer.json(Json.mapper().createObjectNode().put(word, done));
    }

    // One that somebody else dealt with in between is no reason to leave the others.
    private static int each(List<String> ids, Consumer<String> change) {
        int done = 0;
        for (String id : ids) {
            try {
                change.accept(id);
                done++;
            } catch (ActionException e) {
                if (e.kind() != ActionException.Kind.CONFLICT && e.kind() != ActionException.Kind.NOT_FOUND) {
                    throw e;
                }
            }
        }
        return done;
    }

    private static List<String> ids(JsonNode node) {
        if (!node.isArray() || node.size() > MOST_IDS) {
            throw ProblemException.field("/ids", "Give a list of at most " + MOST_IDS + " ids.");
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (!node.get(i).isString()) {
                throw ProblemException.field("/ids/" + i, "This is not the id of a delivery.");
            }
            ids.add(node.get(i).stringValue());
        }
        return ids;
    }

    private static @Nullable String subscriber(Optional<String> subscriber, Optional<String> flow) {
        return flow.map(id -> DeliveryViews.FLOW + id).or(() -> subscriber).orElse(null);
    }

    private static DeliveryRecord.State state(String word) {
        return Arrays.stream(DeliveryRecord.State.values())
                .filter(state -> state.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(
                        () -> ProblemException.field("/state", "The state must be retrying, done, dead or discarded."));
    }
}

package io.dalbox.web.internal.api;

import io.dalbox.flows.Flows;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;

/** The chain from a first cause to the last effect. */
public final class TraceRoutes {

    private static final List<String> KINDS = List.of("event", "delivery", "task");

    private final Flows flows;

    /** Routes over what the flows know of causes. */
    public TraceRoutes(Flows flows) {
        this.flows = flows;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(Route.needs(
                        "core.read",
                        "GET /api/trace",
                        Body.none(),
                        "The chain that an event, a delivery or a task belongs to",
                        this::trace)
                .asks("event", "delivery", "task"));
    }

    private Answer trace(Request request) {
        List<String> given =
                KINDS.stream().filter(kind -> request.query(kind).isPresent()).toList();
        if (given.size() != 1) {
            throw ProblemException.field("", "Name one: event, delivery or task, with its id.");
        }
        String kind = given.getFirst();
        return Answer.json(flows.trace(kind, request.query(kind).orElseThrow()));
    }
}

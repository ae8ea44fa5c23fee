package io.dalbox.web.internal.api;

import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.metrics.Metrics;
import io.dalbox.plugins.Workload;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** What computes, what waits, and what runs by itself. */
public final class ComputeRoutes {

    private final Lanes lanes;
    private final Schedules schedules;
    private final Workload workload;
    private final Metrics metrics;

    /** Routes over the lanes. */
    public ComputeRoutes(Lanes lanes, Schedules schedules, Workload workload, Metrics metrics) {
        this.lanes = lanes;
        this.schedules = schedules;
        this.workload = workload;
        this.metrics = metrics;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.read",
                        "GET /api/compute",
                        Body.none(),
                        "What runs and waits on the lanes, per plugin",
                        r -> Answer.json(lanes.report())),
                Route.needs(
                        "core.read",
                        "GET /api/compute/history",
                        Body.none(),
                        "How busy the lanes were, every two seconds, oldest first",
                        this::history),
                Route.needs(
                        "core.admin",
                        "PUT /api/compute/owners/{owner}",
                        Body.fields("weight"),
                        "Set a plugin's share of the CPU time",
                        this::weigh),
                Route.needs(
                        "core.read",
                        "GET /api/schedules",
                        Body.none(),
                        "List the background work of all plugins",
                        this::list),
                Route.needs("core.read", "GET /api/schedules/{id}", Body.none(), "Show background work", this::show),
                change("run", "Run background work now", workload::run),
                change("pause", "Keep background work from running by itself", workload::pause),
                change("resume", "Let background work run by itself again", workload::resume),
                Route.needs(
                        "core.read",
                        "GET /metrics",
                        Body.none(),
                        "Figures of the running process in the Prometheus text format",
                        r -> Answer.bytes(
                                200,
                                Metrics.CONTENT_TYPE,
                                metrics.scrape().getBytes(StandardCharsets.UTF_8),
                                Map.of())));
    }

    private static Route change(String verb, String summary, Function<String, Schedules.View> change) {
        return Route.needs(
                "core.write",
                "POST /api/schedules/{id}/" + verb,
                Body.none(),
                summary,
                request -> Answer.json(change.apply(request.variable("id"))));
    }

    private Answer history(Request request) {
        long most = Lanes.HISTORY.toSeconds();
        return Answer.list(lanes.history(Duration.ofSeconds(request.number("seconds", most, 1, most))), null);
    }

    private Answer weigh(Request request) {
        JsonNode weight = request.body().path("weight");
        if (!weight.isIntegralNumber() || !weight.canConvertToInt()) {
            throw ProblemException.field(
                    "/weight", "The weight must be a whole number from 1 to " + Lanes.MOST_WEIGHT + ".");
        }
        return Answer.json(workload.weigh(request.variable("owner"), weight.intValue()));
    }

    private Answer list(Request request) {
        return Answer.list(schedules.list(request.query("plugin").orElse(null)), null);
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        return Answer.json(schedules
                .find(id)
                .orElseThrow(() -> ProblemException.notFound("There is no background work " + id + ".")));
    }
}

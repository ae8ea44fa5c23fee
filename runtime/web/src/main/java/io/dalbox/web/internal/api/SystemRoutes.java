package io.dalbox.web.internal.api;

import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How the host itself is, and what it answers to. */
public final class SystemRoutes {

    private final BooleanSupplier ready;
    private final Supplier<List<Route>> all;

    /**
     * Routes over the host.
     *
     * @param ready whether the store is open and the plugins that were there at start had their turn
     * @param all every route there is now
     */
    public SystemRoutes(BooleanSupplier ready, Supplier<List<Route>> all) {
        this.ready = ready;
        this.all = all;
    }

    private record View(String method, String path, String access, long maxBody, String summary) {
        static View of(Route route) {
            return new View(
                    route.method(),
                    route.path().toString(),
                    route.access().word(),
                    route.body().max(),
                    route.summary());
        }
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.open("GET /health", Body.none(), "Whether the process is alive", r -> ok()),
                Route.open("GET /ready", Body.none(), "Whether it is ready for work", this::ready),
                Route.administrator(
                        "GET /api/routes",
                        Body.none(),
                        "Every live route with what it asks of its caller",
                        r -> Answer.list(all.get().stream().map(View::of).toList(), null)));
    }

    private Answer ready(Request request) {
        if (!ready.getAsBoolean()) {
            throw ProblemException.unavailable("Plugins are still starting.", 1);
        }
        return ok();
    }

    private static Answer ok() {
        return Answer.json(Map.of("status", "ok"));
    }
}

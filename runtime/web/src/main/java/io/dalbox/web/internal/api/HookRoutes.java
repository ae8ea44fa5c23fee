package io.dalbox.web.internal.api;

import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.hooks.Hooks;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The web hooks, for administrators: what comes in starts flows, and what goes out may hold anything. */
public final class HookRoutes {

    private static final String ADMIN = "core.admin";

    /** What can be set, and what is shown and may come back unchanged. */
    private static final Body FIELDS = new Body.Fields(Set.of(
            "direction",
            "name",
            "type",
            "enabled",
            "max_bytes",
            "url",
            "headers",
            "allow_private",
            "id",
            "last",
            "detail",
            "created",
            "updated"));

    private final Hooks hooks;

    /** Routes over the hooks. */
    public HookRoutes(Hooks hooks) {
        this.hooks = hooks;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(ADMIN, "GET /api/hooks", Body.none(), "List the web hooks", this::list),
                Route.needs(ADMIN, "POST /api/hooks", FIELDS, "Make a web hook; answers its secret once", this::create),
                Route.needs(ADMIN, "GET /api/hooks/{id}", Body.none(), "Show a web hook", this::show),
                Route.needs(
                        ADMIN,
                        "PUT /api/hooks/{id}",
                        FIELDS,
                        "Change a web hook; what is absent stays, also a header whose value is null",
                        this::update),
                Route.needs(ADMIN, "DELETE /api/hooks/{id}", Body.none(), "Remove a web hook", this::delete),
                Route.needs(
                        ADMIN,
                        "POST /api/hooks/{id}/rotate",
                        Body.none(),
                        "Give a web hook a new secret; the old one is void at once",
                        request -> Answer.json(HookJson.write(hooks.rotate(request.variable("id"))))));
    }

    private Answer list(Request request) {
        return Answer.list(hooks.list().stream().map(HookJson::write).toList(), null);
    }

    private Answer show(Request request) {
        return Answer.json(HookJson.write(known(request.variable("id"))));
    }

    private Answer create(Request request) {
        HookSpec spec = allowed(request, HookJson.read(request.body(), null));
        Hook.WithSecret made = hooks.create(spec);
        return Answer.json(
                201,
                HookJson.write(made),
                Map.of("Location", "/api/hooks/" + made.hook().id()));
    }

    private Answer update(Request request) {
        Hook before = known(request.variable("id"));
        HookSpec spec = allowed(request, HookJson.read(request.body(), before.spec()));
        return Answer.json(HookJson.write(hooks.update(before.id(), spec)));
    }

    private Answer delete(Request request) {
        hooks.delete(request.variable("id"));
        return Answer.noContent();
    }

    // Also for one that has it already: its address and headers decide what is reached.
    private static HookSpec allowed(Request request, HookSpec spec) {
        if (spec instanceof HookSpec.Out out
                && out.privateAllowed()
                && !request.caller().administrator()) {
            throw new ProblemException(
                    403,
                    "Only an administrator may let a hook send to private addresses.",
                    List.of(new io.dalbox.json.Violation("/allow_private", "This needs an administrator.")),
                    Map.of());
        }
        return spec;
    }

    private Hook known(String id) {
        @Nullable Hook hook = hooks.find(id).orElse(null);
        if (hook == null) {
            throw ProblemException.notFound("There is no web hook " + id + ".");
        }
        return hook;
    }
}

package io.dalbox.web.internal.module;

import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginState;
import io.dalbox.plugins.Plugins;
import io.dalbox.tasks.Tasks;
import io.dalbox.web.internal.api.PageRoutes;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.RequestPath;
import io.dalbox.web.internal.http.Route;
import io.dalbox.web.internal.http.RouteSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The routes below {@code /module}, made of what each plugin is at this moment and anew when that has changed. */
public final class ModuleRoutes implements RouteSource {

    private static final long SERVLET_BYTES = 512L << 20;
    private static final Body ANY = new Body.Raw(Long.MAX_VALUE, Set.of());

    private final Plugins plugins;
    private final Actions actions;
    private final Tasks tasks;
    private final PageRoutes pages;
    private final Descriptions descriptions;
    private final Deliveries deliveries;
    private final ActionCalls calls;
    private final PluginServlets servlets;
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    /** Routes, and what they were made of. */
    private record Made(PluginInfo plugin, List<Actions.Description> actions, boolean servlets, List<Route> routes) {
        boolean of(PluginInfo plugin, List<Actions.Description> actions, boolean servlets) {
            return this.servlets == servlets && this.actions.equals(actions) && this.plugin.equals(plugin);
        }
    }

    ModuleRoutes(
            Plugins plugins,
            Actions actions,
            Tasks tasks,
            PageRoutes pages,
            Descriptions descriptions,
            Deliveries deliveries,
            ActionCalls calls,
            PluginServlets servlets) {
        this.plugins = plugins;
        this.actions = actions;
        this.tasks = tasks;
        this.pages = pages;
        this.descriptions = descriptions;
        this.deliveries = deliveries;
        this.calls = calls;
        this.servlets = servlets;
    }

    @Override
    public List<Route> routes() {
        return plugins.list().stream()
                .filter(ModuleRoutes::isPlugin)
                .flatMap(plugin -> routes(plugin).stream())
                .toList();
    }

    @Override
    public List<Route> candidates(RequestPath path) {
        List<String> segments = path.segments();
        if (segments.size() < 2 || !segments.getFirst().equals("module")) {
            return List.of();
        }
        String id = segments.get(1);
        PluginInfo plugin =
                plugins.findSettled(id).filter(ModuleRoutes::isPlugin).orElse(null);
        if (plugin == null) {
            made.remove(id);
            return List.of();
        }
        return routes(plugin);
    }

    // "core" is the area of the host's own access words; a plugin of that name would share them.
    private static boolean isPlugin(PluginInfo info) {
        return info.kind().equals("plugin") && !info.id().equals("core");
    }

    private List<Route> routes(PluginInfo plugin) {
        if (plugin.state() != PluginState.LIVE) {
            return away(plugin);
        }
        List<Actions.Description> now = actions.of(plugin.id());
        boolean mounted = servlets.any(plugin.id());
        Made before = made.get(plugin.id());
        if (before != null && before.of(plugin, now, mounted)) {
            return before.routes();
        }
        List<Route> routes = live(plugin, now, mounted);
        made.put(plugin.id(), new Made(plugin, now, mounted, routes));
        return routes;
    }

    private List<Route> away(PluginInfo plugin) {
        String all = " /module/" + plugin.id() + "/{path...}";
        List<Route> routes = new ArrayList<>();
        routes.add(Route.needs(plugin.id() + ".read", "GET" + all, ANY, "Why it does not run", r -> reason(plugin)));
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            routes.add(
                    Route.needs(plugin.id() + ".write", method + all, ANY, "Why it does not run", r -> reason(plugin)));
        }
        return routes;
    }

    private List<Route> live(PluginInfo plugin, List<Actions.Description> offered, boolean mounted) {
        String id = plugin.id();
        String read = id + ".read";
        String write = id + ".write";
        String base = " /module/" + id;
        List<Route> routes = new ArrayList<>();
        routes.add(Route.needs(
                read,
                "GET" + base + "/plugin/info",
                Body.none(),
                "What the plugin is",
                r -> Answer.json(descriptions.info(plugin))));
        routes.add(Route.needs(
                read,
                "GET" + base + "/plugin/capabilities",
                Body.none(),
                "What it offers",
                r -> Answer.json(descriptions.capabilities(id))));
        routes.add(Route.needs(read, "GET" + base + "/health", Body.none(), "How it is", r -> health(id)));
        routes.add(Route.needs(
                write,
                "POST" + base + "/events",
                new Body.AnyObject(),
                "Deliver an event",
                r -> deliveries.accept(id, r)));
        routes.add(Route.needs(read, "GET" + base + "/tasks/{task_id}", Body.none(), "A task of it", r -> task(id, r)));
        offered.forEach(action -> routes.add(calls.route(action)));
        routes.add(Route.needs(
                read, "GET" + base + "/{path...}", Body.none(), "Its pages and servlets", r -> pageOrServlet(id, r)));
        if (mounted) {
            Body any = new Body.Raw(SERVLET_BYTES, Set.of());
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                routes.add(Route.needs(write, method + base + "/{path...}", any, "Its servlets", r -> servlet(id, r)));
            }
        }
        return routes;
    }

    private Answer health(String id) {
        PluginInfo plugin =
                plugins.examine(id).orElseThrow(() -> ProblemException.notFound("There is no plugin " + id + "."));
        return plugin.health().equals("error")
                ? Answer.json(
                        503,
                        Map.of("status", "error", "detail", Objects.requireNonNullElse(plugin.detail(), "unknown")))
                : Answer.json(Map.of("status", "ok"));
    }

    private Answer task(String plugin, Request request) {
        String id = request.variable("task_id");
        return Answer.json(tasks.find(id)
                .filter(task -> task.plugin().equals(plugin))
                .orElseThrow(() -> ProblemException.notFound("The plugin " + plugin + " has no task " + id + ".")));
    }

    private Answer pageOrServlet(String plugin, Request request) {
        if (request.path().segments().size() == 2) {
            return Answer.redirect("/module/" + plugin + "/");
        }
        Optional<Answer> page = pages.page(request);
        return page.isPresent() ? page.get() : servlet(plugin, request);
    }

    private Answer servlet(String plugin, Request request) {
        return servlets.find(plugin, request)
                .orElseThrow(() ->
                        ProblemException.notFound("The plugin " + plugin + " has nothing at " + request.path() + "."));
    }

    private static Answer reason(PluginInfo plugin) {
        String why = plugin.detail() == null ? "" : " " + plugin.detail();
        String detail = "The plugin " + plugin.id() + " is " + plugin.state().word() + "." + why;
        throw switch (plugin.state()) {
            case INSTALLING, RESOLVED, STARTING, STOPPING -> ProblemException.unavailable(detail, 1);
            case LIVE, STOPPED, DISABLED, WAITING, FAILED, QUARANTINED -> new ProblemException(503, detail);
        };
    }
}

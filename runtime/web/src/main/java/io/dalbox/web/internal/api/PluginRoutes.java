package io.dalbox.web.internal.api;

import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.PluginLogs;
import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The plugins and their life. */
public final class PluginRoutes {

    private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");

    private final Plugins plugins;
    private final PluginLogs logs;
    private final PluginViews views;

    /** Routes over the plugins. */
    public PluginRoutes(Plugins plugins, PluginLogs logs, PluginViews views) {
        this.plugins = plugins;
        this.logs = logs;
        this.views = views;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET /api/plugins", Body.none(), "List plugins and libraries", this::list),
                Route.needs("core.read", "GET /api/plugins/{id}", Body.none(), "Show a plugin", this::show),
                Route.needs(
                        "core.read",
                        "GET /api/plugins/{id}/dependents",
                        Body.none(),
                        "List what removing or disabling a plugin would stop",
                        this::dependents),
                Route.needs(
                        "core.admin",
                        "DELETE /api/plugins/{id}",
                        Body.none(),
                        "Uninstall a plugin; its jar goes to the trash",
                        this::uninstall),
                Route.needs(
                        "core.read",
                        "GET /api/plugins/{id}/detail",
                        Body.none(),
                        "Describe a plugin in full: components, services, wiring, leaks, history",
                        this::describe),
                Route.needs(
                        "core.admin",
                        "POST /api/plugins/{id}/leaks",
                        Body.none(),
                        "Find out what keeps former versions of a plugin in memory",
                        request -> Answer.list(plugins.explainLeaks(request.variable("id")), null)),
                Route.needs(
                        "core.read",
                        "GET /api/removed-plugins",
                        Body.none(),
                        "List uninstalled jars that can be brought back, newest first",
                        request -> Answer.list(plugins.removed(), null)),
                Route.needs(
                        "core.admin",
                        "DELETE /api/removed-plugins/{file}",
                        Body.none(),
                        "Delete an uninstalled jar for good",
                        this::purge),
                Route.needs(
                        "core.admin",
                        "POST /api/plugins/{id}/restore",
                        Body.none(),
                        "Bring back the newest jar that was uninstalled as this plugin",
                        this::restore),
                change("enable", "Let a plugin run", plugins::enable),
                change("disable", "Stop a plugin until it is enabled", plugins::disable),
                change("restart", "Stop and start a plugin", plugins::restart),
                change("rollback", "Bring a plugin's previous version back", plugins::rollback),
                Route.needs(
                        "core.admin", "GET /api/plugins/{id}/logs", Body.none(), "Read a plugin's log", this::logs));
    }

    private Route change(String verb, String summary, Function<String, PluginInfo> change) {
        return Route.needs(
                "core.admin",
                "POST /api/plugins/{id}/" + verb,
                Body.none(),
                summary,
                request -> Answer.json(views.of(change.apply(request.variable("id")), request.caller())));
    }

    private Answer list(Request request) {
        return Answer.list(views.of(plugins.list(), request.caller()), null);
    }

    private Answer show(Request request) {
        return Answer.json(views.of(find(request), request.caller()));
    }

    private Answer dependents(Request request) {
        return Answer.list(plugins.dependents(request.variable("id")), null);
    }

    private Answer uninstall(Request request) {
        plugins.uninstall(request.variable("id"));
        return Answer.noContent();
    }

    private Answer restore(Request request) {
        PluginInfo plugin =
                plugins.restore(request.variable("id"), request.caller().name());
        return Answer.json(views.of(plugin, request.caller()));
    }

    private Answer purge(Request request) {
        plugins.purge(request.variable("file"));
        return Answer.noContent();
    }

    private Answer describe(Request request) {
        String id = request.variable("id");
        return Answer.json(
                plugins.describe(id).orElseThrow(() -> ProblemException.notFound("There is no plugin " + id + ".")));
    }

    private Answer logs(Request request) {
        String level = request.query("level").orElse("info");
        if (!LEVELS.contains(level)) {
            throw ProblemException.field("/level", "The level must be error, warn, info or debug.");
        }
        List<PluginLogs.Line> lines =
                logs.read(find(request).id(), level, request.number("after", 0, 0, Long.MAX_VALUE));
        return Answer.list(lines, lines.isEmpty() ? null : lines.getLast().sequence());
    }

    private PluginInfo find(Request request) {
        String id = request.variable("id");
        return plugins.examine(id).orElseThrow(() -> ProblemException.notFound("There is no plugin " + id + "."));
    }
}

package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Plugins;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The actions of live plugins, for whoever lets a person choose one. */
public final class ActionRoutes {

    private final Plugins plugins;
    private final Actions actions;

    /** Routes over the actions. */
    public ActionRoutes(Plugins plugins, Actions actions) {
        this.plugins = plugins;
        this.actions = actions;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(Route.needs(
                "core.read", "GET /api/actions", Body.none(), "List the actions of all live plugins", this::list));
    }

    private Answer list(Request request) {
        List<ObjectNode> items = plugins.list().stream()
                .flatMap(plugin -> actions.of(plugin.id()).stream())
                .filter(action -> request.caller().may(action.access()))
                .map(ActionRoutes::view)
                .toList();
        return Answer.list(items, null);
    }

    private static ObjectNode view(Actions.Description action) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("plugin", action.plugin())
                .put("name", action.name())
                .put("description", action.description())
                .put("method", action.method().name())
                .put("long_running", action.longRunning());
        node.set("params", action.params().json());
        return node;
    }
}

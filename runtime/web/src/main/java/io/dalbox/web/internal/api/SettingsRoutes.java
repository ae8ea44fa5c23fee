package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The settings of plugins. */
public final class SettingsRoutes {

    private final PluginSettings settings;

    /** Routes over the settings. */
    public SettingsRoutes(PluginSettings settings) {
        this.settings = settings;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.admin",
                        "GET /api/plugins/{id}/settings",
                        Body.none(),
                        "Show a plugin's settings and their schema, without secrets",
                        this::show),
                Route.needs(
                        "core.admin",
                        "PUT /api/plugins/{id}/settings",
                        new Body.AnyObject(),
                        "Validate and apply a plugin's settings; a secret that is absent stays, null removes it;"
                                + " with If-Match only if they are still that version",
                        this::update));
    }

    private Answer show(Request request) {
        return answer(request.variable("id"), settings.values(request.variable("id")));
    }

    private Answer update(Request request) {
        String id = request.variable("id");
        schema(id);
        // Nobody may change them between the look and the change.
        synchronized (this) {
            Versions.check(request, version(id, settings.values(id)), "What is set for " + id + " has");
            return answer(id, settings.update(id, request.body()));
        }
    }

    private Answer answer(String id, ObjectNode values) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.set("schema", schema(id).json());
        node.set("values", values);
        node.set("secrets", Json.mapper().valueToTree(settings.secrets(id)));
        return Answer.json(200, node, Map.of("ETag", version(id, values)));
    }

    /** Changes with every value and with which secrets are set; a secret that is replaced by another is nobody's conflict. */
    private String version(String id, ObjectNode values) {
        return Versions.of(schema(id).json() + "\n" + values + "\n" + settings.secrets(id));
    }

    private Schema schema(String id) {
        return settings.schema(id)
                .orElseThrow(
                        () -> ProblemException.notFound("The plugin " + id + " has no settings, or it does not run."));
    }
}

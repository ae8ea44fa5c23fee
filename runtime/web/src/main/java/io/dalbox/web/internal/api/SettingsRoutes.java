package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The settings of plugins. */
public final class SettingsRoutes {

    private final PluginSettings settings;
    private final Viewers viewers;

    /** Routes over the settings; {@code preferences} know the language of whoever asks. */
    public SettingsRoutes(PluginSettings settings, Preferences preferences) {
        this.settings = settings;
        this.viewers = new Viewers(preferences);
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
        return answer(request, settings.values(request.variable("id")));
    }

    private Answer update(Request request) {
        String id = request.variable("id");
        schema(id, Locale.ENGLISH);
        // Nobody may change them between the look and the change.
        synchronized (this) {
            Versions.check(request, version(id, settings.values(id)), "What is set for " + id + " has");
            return answer(request, settings.update(id, request.body()));
        }
    }

    private Answer answer(Request request, ObjectNode values) {
        String id = request.variable("id");
        ObjectNode node = Json.mapper().createObjectNode();
        node.set("schema", schema(id, viewers.of(request).locale()).json());
        node.set("values", values);
        node.set("secrets", Json.mapper().valueToTree(settings.secrets(id)));
        return Answer.json(200, node, Map.of("ETag", version(id, values)));
    }

    /** Changes with every value and with which secrets are set; a secret that is replaced by another is nobody's conflict. */
    private String version(String id, ObjectNode values) {
        return Versions.of(schema(id, Locale.ENGLISH).json() + "\n" + values + "\n" + settings.secrets(id));
    }

    private Schema schema(String id, Locale locale) {
        return settings.schema(id, locale)
                .orElseThrow(
                        () -> ProblemException.notFound("The plugin " + id + " has no settings, or it does not run."));
    }
}

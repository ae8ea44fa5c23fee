package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.auth.Preferences.Look;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** What belongs to whoever asks. */
public final class MeRoutes {

    private static final Set<String> LOCALES = Set.of("zh-CN", "en");
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");
    private static final Set<String> DENSITIES = Set.of("comfortable", "compact");

    private final Preferences preferences;

    /** Routes over what users prefer. */
    public MeRoutes(Preferences preferences) {
        this.preferences = preferences;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.signedIn("GET /api/me", Body.none(), "Show who you are", this::me),
                Route.signedIn("GET /api/me/preferences", Body.none(), "Show your preferences", this::look),
                Route.signedIn(
                        "PUT /api/me/preferences",
                        Body.fields("locale", "theme", "density"),
                        "Change your preferences; what is absent stays",
                        this::setLook));
    }

    private Answer me(Request request) {
        Caller caller = request.caller();
        ObjectNode me = Json.mapper().createObjectNode();
        me.put("id", caller.userId()).put("name", caller.name()).put("administrator", caller.administrator());
        me.set("preferences", Json.mapper().valueToTree(preferences.look(caller.userId())));
        return Answer.json(me);
    }

    private Answer look(Request request) {
        return Answer.json(preferences.look(request.caller().userId()));
    }

    private Answer setLook(Request request) {
        Look before = preferences.look(request.caller().userId());
        String locale = before.locale();
        if (request.body().has("locale")) {
            locale = request.optionalText("locale")
                    .map(value -> oneOf("locale", value, LOCALES))
                    .orElse(null);
        }
        Look look = new Look(
                locale,
                oneOf("theme", request.optionalText("theme").orElse(before.theme()), THEMES),
                oneOf("density", request.optionalText("density").orElse(before.density()), DENSITIES));
        preferences.setLook(request.caller().userId(), look);
        return Answer.json(look);
    }

    private static String oneOf(String field, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            throw ProblemException.field(
                    "/" + field,
                    "The field " + field + " must be one of "
                            + String.join(", ", allowed.stream().sorted().toList()) + ".");
        }
        return value;
    }
}

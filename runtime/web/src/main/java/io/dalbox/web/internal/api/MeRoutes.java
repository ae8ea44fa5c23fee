package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.auth.Preferences.Look;
import io.dalbox.web.internal.auth.Preferences.Ordered;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What belongs to whoever asks. */
public final class MeRoutes {

    private static final int MAX_IDS = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._/-]{1,120}");
    private static final Set<String> LOCALES = Set.of("zh-CN", "en");
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");
    private static final Set<String> DENSITIES = Set.of("comfortable", "compact");

    private final Preferences preferences;

    /** Routes over the preferences. */
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
                        this::setLook),
                Route.signedIn("GET /api/me/pins", Body.none(), "Show your pinned pages", r -> list(r, Ordered.PINS)),
                Route.signedIn(
                        "PUT /api/me/pins",
                        Body.fields("items"),
                        "Set your pinned pages, in order",
                        r -> setList(r, Ordered.PINS)),
                Route.signedIn("GET /api/me/home", Body.none(), "Show your home cards", r -> list(r, Ordered.HOME)),
                Route.signedIn(
                        "PUT /api/me/home",
                        Body.fields("items"),
                        "Set your home cards, in order",
                        r -> setList(r, Ordered.HOME)));
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

    private Answer list(Request request, Ordered which) {
        return Answer.list(preferences.list(request.caller().userId(), which), null);
    }

    private Answer setList(Request request, Ordered which) {
        JsonNode items = request.body().path("items");
        if (!items.isArray() || items.size() > MAX_IDS) {
            throw ProblemException.field("/items", "Give a list of at most " + MAX_IDS + " ids.");
        }
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String id = items.get(i).asString("");
            if (!ID.matcher(id).matches()) {
                throw ProblemException.field("/items/" + i, "This is not an id such as download/main.");
            }
            ids.add(id);
        }
        preferences.setList(request.caller().userId(), which, List.copyOf(ids));
        return list(request, which);
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

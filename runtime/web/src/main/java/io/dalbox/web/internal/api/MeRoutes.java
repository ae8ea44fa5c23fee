package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.pages.Pins;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.auth.Preferences.Look;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What belongs to whoever asks. */
public final class MeRoutes {

    private static final int MAX_IDS = 200;
    private static final Set<String> LOCALES = Set.of("zh-CN", "en");
    private static final Set<String> THEMES = Set.of("auto", "light", "dark");
    private static final Set<String> DENSITIES = Set.of("comfortable", "compact");

    private final Preferences preferences;
    private final Pins pins;

    /** Routes over what users prefer. */
    public MeRoutes(Preferences preferences, Pins pins) {
        this.preferences = preferences;
        this.pins = pins;
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
                Route.signedIn("GET /api/me/pins", Body.none(), "Show your pinned pages", this::pins),
                Route.signedIn(
                        "PUT /api/me/pins", Body.fields("items"), "Set your pinned pages, in order", this::setPins),
                Route.signedIn("GET /api/me/home", Body.none(), "Show your home cards", this::home),
                Route.signedIn(
                        "PUT /api/me/home",
                        Body.fields("items", "hidden"),
                        "Set your home cards, in order, and those you hide",
                        this::setHome));
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

    private Answer pins(Request request) {
        return Answer.list(pins.pages(request.caller().userId()), null);
    }

    private Answer setPins(Request request) {
        pins.pinPages(request.caller().userId(), ids(request, "items"));
        return pins(request);
    }

    private Answer home(Request request) {
        Pins.Home home = pins.home(request.caller().userId());
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("items", Json.mapper().valueToTree(home.cards()));
        answer.set("hidden", Json.mapper().valueToTree(home.hidden()));
        return Answer.json(answer.putNull("next"));
    }

    private Answer setHome(Request request) {
        List<String> hidden = request.body().has("hidden") ? ids(request, "hidden") : List.of();
        pins.arrangeHome(request.caller().userId(), new Pins.Home(ids(request, "items"), hidden));
        return home(request);
    }

    private static List<String> ids(Request request, String field) {
        JsonNode items = request.body().path(field);
        if (!items.isArray() || items.size() > MAX_IDS) {
            throw ProblemException.field("/" + field, "Give a list of at most " + MAX_IDS + " names.");
        }
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (!items.get(i).isString()) {
                throw ProblemException.field("/" + field + "/" + i, "This is not a name such as download/main.");
            }
            ids.add(items.get(i).stringValue());
        }
        return ids;
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

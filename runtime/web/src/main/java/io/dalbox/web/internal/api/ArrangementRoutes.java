package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.pages.Pins;
import io.dalbox.pages.Pins.Arrangement;
import io.dalbox.pages.Pins.Place;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What whoever asks has put into the sidebar and on the home page. */
public final class ArrangementRoutes {

    private static final int MAX_IDS = 200;

    private final Pins pins;
    private final Predicate<String> owners;
    private final Consumer<String> arranged;

    /**
     * Routes over the arrangements.
     *
     * @param owners whether an id is one of whom pages and cards can be: a plugin or the core
     * @param arranged told the user whose arrangement changed
     */
    public ArrangementRoutes(Pins pins, Predicate<String> owners, Consumer<String> arranged) {
        this.pins = pins;
        this.owners = owners;
        this.arranged = arranged;
    }

    /** Returns them. */
    public List<Route> routes() {
        return Stream.concat(
                        of(Place.SIDEBAR, "/api/me/pins", "pages in your sidebar", "page").stream(),
                        of(Place.HOME, "/api/me/home", "cards of your home page", "card").stream())
                .toList();
    }

    private List<Route> of(Place place, String path, String things, String thing) {
        String one = path + "/{plugin}/{name}";
        return List.of(
                Route.signedIn("GET " + path, Body.none(), "Show the " + things, r -> show(place, r)),
                Route.signedIn(
                        "PUT " + path,
                        Body.fields("items", "hidden"),
                        "Set the " + things + ", in order, and those you hide",
                        r -> arrange(place, r)),
                Route.signedIn("PUT " + one, Body.none(), "Add a " + thing, r -> put(place, r, true)),
                Route.signedIn("DELETE " + one, Body.none(), "Take a " + thing + " away", r -> put(place, r, false)));
    }

    private Answer show(Place place, Request request) {
        Arrangement arrangement = pins.of(request.caller().userId(), place);
        ObjectNode answer = Json.mapper().valueToTree(arrangement);
        return Answer.json(answer.putNull("next"));
    }

    private Answer arrange(Place place, Request request) {
        List<String> hidden = request.body().has("hidden") ? ids(request, "hidden") : List.of();
        String user = request.caller().userId();
        pins.arrange(user, place, new Arrangement(ids(request, "items"), hidden));
        arranged.accept(user);
        return show(place, request);
    }

    private Answer put(Place place, Request request, boolean shown) {
        String user = request.caller().userId();
        String plugin = request.variable("plugin");
        String name = plugin + "/" + request.variable("name");
        // What is there already stays while its plugin is away, and can be taken away then; all else must be
        // somebody's.
        boolean there = pins.of(user, place).items().contains(name);
        if (!there && !owners.test(plugin)) {
            throw ProblemException.notFound("There is no plugin " + plugin + ".");
        }
        pins.put(user, place, name, shown);
        arranged.accept(user);
        return show(place, request);
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
}

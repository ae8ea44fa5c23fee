package io.dalbox.web.internal.api;

import io.dalbox.json.Json;
import io.dalbox.pages.Pages;
import io.dalbox.pages.Viewer;
import io.dalbox.web.internal.auth.Preferences;
import io.dalbox.web.internal.auth.Preferences.Ordered;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.Caller;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Pages: as documents, and as models for moving about without loading a document ({@code docs/page-model.md}). */
public final class PageRoutes {

    private final Pages pages;
    private final Viewers viewers;
    private final Arrangement arrangement;
    private final Supplier<String> cursor;

    /**
     * Routes over the pages.
     *
     * @param cursor where the event stream stands now
     */
    public PageRoutes(Pages pages, Preferences preferences, Supplier<String> cursor) {
        this.pages = pages;
        this.viewers = new Viewers(preferences);
        this.arrangement = new Arrangement(preferences);
        this.cursor = cursor;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.signedIn("GET /api/pages", Body.none(), "The model of the page at ?path=", this::model),
                Route.open("GET /login", Body.none(), "The login page", r -> plain(r, "login")),
                Route.open("GET /setup", Body.none(), "The set-up page", r -> plain(r, "setup")));
    }

    /** Returns the route for whatever no other route answers: the page at that path. */
    public Route fallback() {
        return Route.signedIn("GET /{path...}", Body.none(), "The page at the path", this::document);
    }

    /** Returns the document of the page at the request's path, if there is one. */
    public Optional<Answer> page(Request request) {
        Viewer viewer = viewers.of(request);
        return find(request, request.path().toString(), viewer)
                .map(page -> Answer.html(200, pages.document(shell(request, viewer), page, viewer)));
    }

    private Answer document(Request request) {
        return page(request).orElseThrow(() -> nothing(request.path().toString()));
    }

    private Answer model(Request request) {
        String path = request.query("path")
                .orElseThrow(() -> ProblemException.field("/path", "The query parameter path is missing."));
        Viewer viewer = viewers.of(request);
        ObjectNode page = find(request, path, viewer).orElseThrow(() -> nothing(path));
        ObjectNode both = Json.mapper().createObjectNode();
        both.set("shell", shell(request, viewer));
        both.set("page", page);
        return Answer.json(both);
    }

    private Optional<ObjectNode> find(Request request, String path, Viewer viewer) {
        Optional<ObjectNode> page = pages.page(path, viewer);
        if (path.equals("/")) {
            page.ifPresent(home -> arrangement.home(home, request.caller()));
        }
        return page;
    }

    private Answer plain(Request request, String template) {
        Viewer viewer = viewers.of(request);
        ObjectNode page = Json.mapper().createObjectNode();
        page.put("template", template).put("path", "/" + template);
        return Answer.html(200, pages.document(shell(request, viewer), page, viewer));
    }

    private ObjectNode shell(Request request, Viewer viewer) {
        ObjectNode shell = pages.shell(viewer);
        if (request.caller() instanceof Caller.Person person) {
            shell.put("csrf", person.csrf());
        }
        shell.putObject("stream").put("href", "/api/stream").put("last_event_id", cursor.get());
        arrangement.pins(shell, request.caller());
        return shell;
    }

    private static ProblemException nothing(String path) {
        return ProblemException.notFound("There is no page at " + path + ", or it is not for you.");
    }

    /** Puts a person's pins and order into models. */
    private record Arrangement(Preferences preferences) {

        void pins(ObjectNode shell, Caller caller) {
            List<String> pins = preferences.list(caller.userId(), Ordered.PINS);
            shell.path("nav").forEach(item -> {
                if (item instanceof ObjectNode entry) {
                    entry.put("pinned", pins.contains(entry.path("id").asString("")));
                }
            });
        }

        void home(ObjectNode page, Caller caller) {
            List<String> order = preferences.list(caller.userId(), Ordered.HOME);
            if (!order.isEmpty() && page.get("body") instanceof tools.jackson.databind.node.ArrayNode body) {
                List<tools.jackson.databind.JsonNode> cards = new java.util.ArrayList<>();
                body.forEach(cards::add);
                cards.sort(java.util.Comparator.comparingInt(
                        card -> place(order, card.path("id").asString(""))));
                body.removeAll();
                body.addAll(cards);
            }
        }

        // Cards that the person has not ordered come after those, as they were.
        private static int place(List<String> order, String id) {
            int index = order.indexOf(id);
            return index < 0 ? order.size() : index;
        }
    }
}

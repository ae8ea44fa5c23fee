package io.dalbox.web.internal.inbox;

import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The notifications of whoever asks. */
public final class NotificationRoutes {

    private static final String PATH = "/api/me/notifications";
    private static final int MAX_IDS = 200;
    private static final int MAX_ID = 200;

    private final Inbox inbox;
    private final Consumer<String> changed;

    /** Routes over an inbox; {@code changed} is told the user who has read or dismissed something. */
    public NotificationRoutes(Inbox inbox, Consumer<String> changed) {
        this.inbox = inbox;
        this.changed = changed;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET " + PATH, Body.none(), "What needs your attention", this::list),
                Route.needs(
                        "core.read", "POST " + PATH + "/read", Body.fields("ids"), "Mark some or all read", this::read),
                Route.needs(
                        "core.read",
                        "POST " + PATH + "/dismiss",
                        Body.fields("ids"),
                        "Show some no more",
                        this::dismiss),
                Route.needs(
                        "core.read",
                        "PUT " + PATH + "/muted",
                        Body.fields("kinds"),
                        "Which kinds to leave out",
                        this::mute));
    }

    private Answer list(Request request) {
        String user = request.caller().userId();
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("items", Json.mapper().valueToTree(inbox.of(user)));
        answer.set("muted", Json.mapper().valueToTree(inbox.muted(user)));
        return Answer.json(answer.putNull("next"));
    }

    private Answer read(Request request) {
        String user = request.caller().userId();
        if (request.body().has("ids")) {
            inbox.read(user, texts(request, "ids"));
        } else {
            inbox.readAll(user);
        }
        return told(user);
    }

    private Answer dismiss(Request request) {
        String user = request.caller().userId();
        inbox.dismiss(user, texts(request, "ids"));
        return told(user);
    }

    private Answer mute(Request request) {
        String user = request.caller().userId();
        List<String> kinds = texts(request, "kinds");
        for (int i = 0; i < kinds.size(); i++) {
            if (!Inbox.ALL.contains(kinds.get(i))) {
                throw ProblemException.field(
                        "/kinds/" + i,
                        "There is no such kind; there are "
                                + String.join(", ", Inbox.ALL.stream().sorted().toList()) + ".");
            }
        }
        inbox.mute(user, kinds);
        return told(user);
    }

    private Answer told(String user) {
        changed.accept(user);
        return Answer.noContent();
    }

    private static List<String> texts(Request request, String field) {
        JsonNode given = request.body().path(field);
        if (!given.isArray() || given.size() > MAX_IDS) {
            throw ProblemException.field("/" + field, "Give a list of at most " + MAX_IDS + " names.");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String text = given.get(i).asString("");
            if (text.isEmpty() || text.length() > MAX_ID) {
                throw ProblemException.field("/" + field + "/" + i, "This is not a name from the list.");
            }
            texts.add(text);
        }
        return texts;
    }
}

package io.dalbox.web.internal.api;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.NewEvent;
import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The journal of events and the catalogue of their types. */
public final class EventRoutes {

    private final Journal journal;
    private final EventTypes types;

    /** Routes over the journal. */
    public EventRoutes(Journal journal, EventTypes types) {
        this.journal = journal;
        this.types = types;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs(
                        "core.read",
                        "GET /api/events",
                        Body.none(),
                        "List events: newest first, or in order after a sequence",
                        this::list),
                Route.needs("core.read", "GET /api/events/types", Body.none(), "List the event types", this::types),
                Route.needs(
                        "core.write",
                        "POST /api/events",
                        Body.fields("type", "data", "subject"),
                        "Publish an event of a type that accepts outside publishers",
                        this::publish));
    }

    private Answer list(Request request) {
        int limit = (int) request.number("limit", 100, 1, 1000);
        String type = request.query("type").orElse(null);
        boolean inOrder = request.query("after").isPresent();
        // Every list goes on with `cursor`; here it is the place of the oldest event seen.
        String before = request.query("cursor").isPresent() ? "cursor" : "before";
        List<JournalEvent> events = inOrder
                ? journal.read(request.number("after", 0, 0, Long.MAX_VALUE), limit, type)
                : journal.newest(request.number(before, 0, 0, Long.MAX_VALUE), limit, type);
        List<ObjectNode> items = events.stream().map(EventRoutes::view).toList();
        Long next = events.size() < limit ? null : Long.valueOf(events.getLast().sequence());
        return Answer.list(items, next);
    }

    private Answer types(Request request) {
        return Answer.list(types.all().stream().map(EventRoutes::describe).toList(), null);
    }

    private Answer publish(Request request) {
        String name = request.text("type");
        EventTypes.Type type = types.find(name)
                .orElseThrow(() -> ProblemException.field("/type", "There is no event type " + name + "."));
        if (!type.outside()) {
            throw new ProblemException(403, "Only " + type.owner() + " publishes " + name + ".");
        }
        if (!(request.body().get("data") instanceof ObjectNode data)) {
            throw ProblemException.field("/data", "The data must be an object.");
        }
        List<Violation> violations = type.schema().validate(data).stream()
                .map(v -> new Violation("/data" + v.pointer(), v.detail()))
                .toList();
        if (!violations.isEmpty()) {
            throw new ProblemException(422, "The data does not fit the type " + name + ".", violations, Map.of());
        }
        String subject = request.optionalText("subject").orElse(null);
        String id = journal.publish(new NewEvent(type.owner(), name, data, subject, null, 0));
        return Answer.json(202, Map.of("id", id));
    }

    /** Returns the event with its place, by which lists go on. */
    static ObjectNode view(JournalEvent event) {
        return event.toCloudEvent().put("sequence", event.sequence());
    }

    private static ObjectNode describe(EventTypes.Type type) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", type.name())
                .put("owner", type.owner())
                .put("description", type.description())
                .put("version", type.version())
                .put("outside", type.outside());
        node.set("schema", type.schema().json());
        return node;
    }
}

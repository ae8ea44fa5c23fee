package io.dalbox.web.internal.api;

import io.dalbox.events.EventPage;
import io.dalbox.events.EventQuery;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The journal of events. */
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
                                this::list)
                        .asks(
                                "type", "source", "subject", "cause", "since", "until", "text", "after", "before",
                                "cursor", "limit"),
                Route.needs("core.read", "GET /api/events/{id}", Body.none(), "Show an event", this::show),
                Route.needs(
                        "core.write",
                        "POST /api/events",
                        Body.fields("type", "data", "subject"),
                        "Publish an event of a type that accepts outside publishers",
                        this::publish));
    }

    private Answer list(Request request) {
        int limit = (int) request.number("limit", 100, 1, 1000);
        if (request.query("after").isEmpty()) {
            return search(request, limit);
        }
        String type = request.query("type").orElse(null);
        List<JournalEvent> events = journal.read(request.number("after", 0, 0, Long.MAX_VALUE), limit, type);
        Long next = events.size() < limit ? null : Long.valueOf(events.getLast().sequence());
        return Answer.list(events.stream().map(EventRoutes::view).toList(), next);
    }

    private Answer search(Request request, int limit) {
        // Every list goes on with `cursor`; here it is the place of the oldest event seen.
        String before = request.query("cursor").isPresent() ? "cursor" : "before";
        EventPage page = journal.query(new EventQuery(
                request.number(before, 0, 0, Long.MAX_VALUE),
                request.query("type").orElse(null),
                request.query("source").orElse(null),
                request.query("subject").orElse(null),
                request.query("cause").orElse(null),
                time(request, "since"),
                time(request, "until"),
                request.query("text").orElse(null),
                limit));
        ObjectNode answer = Json.mapper().createObjectNode();
        page.items().forEach(event -> answer.withArrayProperty("items").add(view(event)));
        answer.withArrayProperty("items");
        answer.put("next", page.next());
        Instant searched = page.searchedTo();
        return Answer.json(answer.put("searched_to", searched == null ? null : searched.toString()));
    }

    private static @Nullable Instant time(Request request, String name) {
        Optional<String> text = request.query(name);
        if (text.isEmpty()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.get()).toInstant();
        } catch (DateTimeParseException e) {
            throw ProblemException.field(
                    "/" + name, "The query parameter " + name + " must be a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private Answer show(Request request) {
        String id = request.variable("id");
        return Answer.json(
                view(journal.find(id).orElseThrow(() -> ProblemException.notFound("There is no event " + id + "."))));
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
}

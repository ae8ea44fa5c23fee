package io.dalbox.web.internal.api;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Retentions;
import io.dalbox.json.Json;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.Body;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import io.dalbox.web.internal.http.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of event types, and how long events of each are kept. */
public final class EventTypeRoutes {

    private static final int MOST = 1_000_000;

    private final EventTypes types;
    private final Retentions retentions;

    /** Routes over the types. */
    public EventTypeRoutes(EventTypes types, Retentions retentions) {
        this.types = types;
        this.retentions = retentions;
    }

    /** Returns them. */
    public List<Route> routes() {
        return List.of(
                Route.needs("core.read", "GET /api/events/types", Body.none(), "List the event types", this::list),
                Route.needs(
                        "core.write",
                        "PUT /api/events/types/{name}/retention",
                        Body.fields("days", "megabytes"),
                        "Say how long events of a type are kept; null for as long as the journal reaches",
                        this::retain));
    }

    private Answer list(Request request) {
        return Answer.list(types.all().stream().map(this::describe).toList(), null);
    }

    private Answer retain(Request request) {
        String name = request.variable("name");
        EventTypes.Type type =
                types.find(name).orElseThrow(() -> ProblemException.notFound("There is no event type " + name + "."));
        retentions.set(new Retentions.Retention(name, bound(request, "days"), bound(request, "megabytes")));
        return Answer.json(describe(type));
    }

    private static @Nullable Integer bound(Request request, String field) {
        JsonNode node = request.body().path(field);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 1 || node.intValue() > MOST) {
            throw ProblemException.field(
                    "/" + field, "The field " + field + " must be a whole number from 1 to " + MOST + ", or null.");
        }
        return node.intValue();
    }

    private ObjectNode describe(EventTypes.Type type) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.put("name", type.name())
                .put("owner", type.owner())
                .put("description", type.description())
                .put("version", type.version())
                .put("outside", type.outside())
                .put("count", retentions.count(type.name()));
        node.set("versions", Json.mapper().valueToTree(types.versions(type.name())));
        Retentions.Retention set = retentions.find(type.name()).orElse(null);
        node.putObject("retention")
                .put("days", set == null ? null : set.days())
                .put("megabytes", set == null ? null : set.megabytes());
        node.set("schema", type.schema().json());
        return node;
    }
}

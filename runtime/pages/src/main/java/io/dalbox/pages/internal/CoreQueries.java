package io.dalbox.pages.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import io.dalbox.lanes.Lanes;
import io.dalbox.tasks.TaskQuery;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the core answers itself: its lists, as the API of the host gives them. */
final class CoreQueries {

    /**
     * How the browser follows a query.
     *
     * @param href the resource; {@code {name}} in it is the parameter of that name
     * @param key the field that names a row; {@code null} when the answer is no list
     * @param live the stream event that is one row; {@code null} when there is none, and the browser asks again every so often
     * @param access what it asks for
     * @param later whether the answer is not to be had here: the browser asks the API for it when the page stands
     */
    record Shape(
            String href, @Nullable String key, @Nullable String live, String access, boolean later) {

        Shape(String href, @Nullable String key, @Nullable String live) {
            this(href, key, live, "core.read", false);
        }

        /** A list that only administrators see, kept where nobody but the edge reads it. */
        static Shape ofAdministrators(String href) {
            return new Shape(href, "id", null, "core.admin", true);
        }

        /** What no page waits for: a disk may have to wake up first. */
        static Shape later(String href, String key) {
            return new Shape(href, key, null, "core.read", true);
        }
    }

    private static final Map<String, Shape> SHAPES = Map.ofEntries(
            Map.entry("core.tasks", new Shape("/api/tasks", "task_id", "task")),
            Map.entry("core.plugins", new Shape("/api/plugins", "id", "plugin")),
            Map.entry("core.events", new Shape("/api/events", "id", "event")),
            Map.entry("core.deliveries", new Shape("/api/deliveries", "id", "delivery")),
            // Asked for when the page stands: an index may have ten thousand plugins.
            Map.entry("core.catalogue", new Shape("/api/catalogue", "id", "catalogue", "core.read", true)),
            Map.entry("core.compute", new Shape("/api/compute", null, null)),
            Map.entry("core.compute_history", new Shape("/api/compute/history", "time", null)),
            Map.entry("core.schedules", new Shape("/api/schedules", "id", null)),
            Map.entry("core.users", Shape.ofAdministrators("/api/users")),
            Map.entry("core.sessions", Shape.later("/api/me/sessions", "id")),
            Map.entry("core.tokens", Shape.ofAdministrators("/api/tokens")),
            Map.entry("core.trust", Shape.ofAdministrators("/api/trust")),
            Map.entry("core.storages", Shape.later("/api/storages", "name")),
            Map.entry("core.files", Shape.later("/api/storages/{storage}/files", "path")));
    private static final int LIMIT = 50;

    private final Services services;

    CoreQueries(Services services) {
        this.services = services;
    }

    static @Nullable Shape shape(String query) {
        return SHAPES.get(query);
    }

    JsonNode read(String query, JsonNode params) {
        int limit = Math.clamp(params.path("limit").asInt(LIMIT), 1, 1000);
        return switch (query) {
            case "core.tasks" -> tasks(params, limit);
            case "core.plugins" ->
                items(Json.mapper().valueToTree(services.plugins().list()));
            case "core.events" -> events(params, limit);
            case "core.deliveries" -> deliveries(params, limit);
            case "core.compute" -> Json.mapper().valueToTree(services.lanes().report());
            case "core.compute_history" -> history(params);
            case "core.schedules" ->
                items(Json.mapper().valueToTree(services.schedules().list(text(params, "plugin"))));
            default -> throw new IllegalArgumentException("The core has no query " + query);
        };
    }

    private JsonNode tasks(JsonNode params, int limit) {
        String word = text(params, "state");
        TaskState state = word == null ? null : TaskState.valueOf(word.toUpperCase(Locale.ROOT));
        Tasks.TaskPage page = services.tasks()
                .list(
                        new TaskQuery(
                                state,
                                text(params, "plugin"),
                                text(params, "action"),
                                text(params, "parent"),
                                text(params, "cause")),
                        limit,
                        null);
        return Json.mapper().valueToTree(page);
    }

    /** Newest first; each with its sequence, by which the list goes on. */
    private JsonNode events(JsonNode params, int limit) {
        List<JournalEvent> events = services.journal().newest(0, limit, text(params, "type"));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        events.forEach(event -> array.add(event.toCloudEvent().put("sequence", event.sequence())));
        ObjectNode page = items(array);
        return events.size() < limit ? page : page.put("next", events.getLast().sequence());
    }

    private JsonNode deliveries(JsonNode params, int limit) {
        String word = text(params, "state");
        DeliveryRecord.State state = word == null ? null : DeliveryRecord.State.valueOf(word.toUpperCase(Locale.ROOT));
        Deliveries.Page page = services.deliveries()
                .list(new Deliveries.Query(state, text(params, "subscriber"), text(params, "type"), null, limit, null));
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (DeliveryRecord delivery : page.items()) {
            ObjectNode row = Json.mapper().valueToTree(delivery);
            row.set("task_id", row.remove("task"));
            array.add(row);
        }
        return items(array).put("next", page.next());
    }

    private JsonNode history(JsonNode params) {
        int most = (int) Lanes.HISTORY.toSeconds();
        Duration last = Duration.ofSeconds(Math.clamp(params.path("seconds").asInt(most), 1, most));
        return items(Json.mapper().valueToTree(services.lanes().history(last)));
    }

    private static ObjectNode items(JsonNode items) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("items", items);
        return page.putNull("next");
    }

    private static @Nullable String text(JsonNode params, String name) {
        String value = params.path(name).asString("");
        return value.isEmpty() ? null : value;
    }
}

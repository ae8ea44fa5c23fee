package io.dalbox.web.internal.module;

import io.dalbox.event.EventInfo;
import io.dalbox.json.Violation;
import io.dalbox.plugins.Plugins;
import io.dalbox.store.Store;
import io.dalbox.web.internal.http.Answer;
import io.dalbox.web.internal.http.ProblemException;
import io.dalbox.web.internal.http.Request;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes CloudEvents that are posted to one plugin. An event counts as the same by source and id (CloudEvents 1.0, 3.1.1) and is
 * handed over once; it is marked after its subscribers accepted it, so a crash between means a second delivery, never none.
 */
final class Deliveries {

    private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int LONGEST = 500;

    private final Store store;
    private final Plugins plugins;
    private final Subscribers subscribers;
    private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();

    Deliveries(Store store, Plugins plugins, Subscribers subscribers) {
        this.store = store;
        this.plugins = plugins;
        this.subscribers = subscribers;
    }

    Answer accept(String plugin, Request request) {
        EventInfo info = envelope(request.body());
        String key = plugin + "\n" + info.source() + "\n" + info.id();
        if (underWay.putIfAbsent(key, Boolean.TRUE) != null) {
            throw new ProblemException(
                    409, "This event is being delivered right now.", List.of(), Map.of("Retry-After", "1"));
        }
        try {
            if (!seen(plugin, info)) {
                deliver(plugin, info, request.body());
                mark(plugin, info);
            }
            return Answer.json(202, Map.of("id", info.id(), "status", "accepted"));
        } finally {
            underWay.remove(key);
        }
    }

    private void deliver(String plugin, EventInfo info, ObjectNode event) {
        try (Plugins.Lease lease = plugins.lease(plugin)
                .orElseThrow(() -> ProblemException.unavailable("The plugin " + plugin + " is being replaced.", 1))) {
            if (!subscribers.deliver(lease.bundle(), info, event)) {
                throw ProblemException.field(
                        "/type", "The plugin " + plugin + " does not subscribe to " + info.type() + ".");
            }
        } catch (ProblemException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            LOG.warn("A subscriber of {} did not accept the event {} {}", plugin, info.type(), info.id(), e);
            throw ProblemException.unavailable(
                    "The plugin " + plugin + " could not take the event now; its log says why.", 5);
        }
    }

    private boolean seen(String plugin, EventInfo info) {
        return store.read(tx -> tx.one(
                        "SELECT 1 FROM web_deliveries WHERE plugin = ? AND source = ? AND event_id = ?",
                        row -> row.getInt(1),
                        plugin,
                        info.source(),
                        info.id()))
                .isPresent();
    }

    private void mark(String plugin, EventInfo info) {
        long now = System.currentTimeMillis();
        store.write(tx -> {
            tx.update("DELETE FROM web_deliveries WHERE created < ?", now - KEPT.toMillis());
            return tx.update(
                    "INSERT INTO web_deliveries (plugin, source, event_id, created) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (plugin, source, event_id) DO NOTHING",
                    plugin,
                    info.source(),
                    info.id(),
                    now);
        });
    }

    private static EventInfo envelope(ObjectNode event) {
        List<Violation> wrong = new ArrayList<>();
        if (!event.path("specversion").asString("").equals("1.0")) {
            wrong.add(new Violation("/specversion", "The specversion must be \"1.0\"."));
        }
        String id = required(event, "id", wrong);
        String source = required(event, "source", wrong);
        String type = required(event, "type", wrong);
        if (!type.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
            wrong.add(new Violation("/type", "The type must be dotted words."));
        }
        if (!event.path("data").isObject()) {
            wrong.add(new Violation("/data", "The data must be an object."));
        }
        Instant time = time(event.path("time"), wrong);
        if (!wrong.isEmpty()) {
            throw new ProblemException(422, "This is not a CloudEvent 1.0.", wrong, Map.of());
        }
        return new EventInfo(
                id,
                source,
                type,
                time,
                optional(event, "subject"),
                optional(event, "causationid"),
                event.path("hops").asInt(0));
    }

    private static String required(ObjectNode event, String field, List<Violation> wrong) {
        String value = event.path(field).asString("");
        if (value.isEmpty() || value.length() > LONGEST) {
            wrong.add(new Violation("/" + field, "The field " + field + " must have 1 to " + LONGEST + " characters."));
        }
        return value;
    }

    private static @Nullable String optional(ObjectNode event, String field) {
        JsonNode node = event.path(field);
        return node.isString() ? node.stringValue() : null;
    }

    private static Instant time(JsonNode node, List<Violation> wrong) {
        try {
            return node.isMissingNode()
                    ? Instant.now()
                    : java.time.OffsetDateTime.parse(node.asString("")).toInstant();
        } catch (DateTimeParseException e) {
            wrong.add(new Violation("/time", "The time must look like 2030-01-31T12:00:00Z."));
            return Instant.EPOCH;
        }
    }
}

package io.dalbox.events.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.json.Json;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** Tells of durable events: first the core's listeners, then whoever handles the topic on EventAdmin. */
final class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final String TOPICS = "dalbox/event/";

    private final EventAdmin admin;
    private final Predicate<String> handled;
    private final List<Consumer<JournalEvent>> listeners = new CopyOnWriteArrayList<>();

    /**
     * Made for an EventAdmin.
     *
     * @param handled whether anybody handles a topic: properties for nobody would be half the cost of an event
     */
    Announcer(EventAdmin admin, Predicate<String> handled) {
        this.admin = admin;
        this.handled = handled;
    }

    Journal.Registration listen(Consumer<JournalEvent> listener) {
        // A wrapper of its own, so that one listener registered twice can be removed once.
        Consumer<JournalEvent> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    /** Called by the store, in the order of the commits, which is that of the sequence. */
    void announce(JournalEvent event) {
        for (Consumer<JournalEvent> listener : listeners) {
            isolated(event, () -> listener.accept(event));
        }
        String topic = topic(event);
        if (handled.test(topic)) {
            isolated(event, () -> admin.postEvent(new Event(topic, properties(event))));
        }
    }

    private static void isolated(JournalEvent event, Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            LOG.warn(
                    "A listener failed on the event {} {}; the others got it",
                    event.info().type(),
                    event.info().id(),
                    e);
        }
    }

    private static String topic(JournalEvent event) {
        return TOPICS + event.info().type().replace('.', '/');
    }

    private static Map<String, Object> properties(JournalEvent event) {
        ObjectNode envelope = event.toCloudEvent();
        Map<String, Object> properties = new HashMap<>();
        for (Map.Entry<String, tools.jackson.databind.JsonNode> field : envelope.properties()) {
            switch (field.getKey()) {
                case "data" -> properties.put("data", data(event.data()));
                case "hops" -> properties.put("hops", event.info().hops());
                default -> properties.put(field.getKey(), field.getValue().asString());
            }
        }
        properties.put("cloudevent", envelope.toString());
        return properties;
    }

    private static Map<String, Object> data(ObjectNode data) {
        return Collections.unmodifiableMap(
                Json.mapper().convertValue(data, new TypeReference<Map<String, Object>>() {}));
    }
}

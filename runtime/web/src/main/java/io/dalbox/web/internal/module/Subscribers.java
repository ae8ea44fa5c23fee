package io.dalbox.web.internal.module;

import io.dalbox.event.EventInfo;
import io.dalbox.event.EventSubscriber;
import io.dalbox.event.SubscribesTo;
import io.dalbox.json.Json;
import io.dalbox.plugins.Plugins;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.event.TopicPermission;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.node.ObjectNode;

/** The services by which one plugin receives events, found in the service registry at each use: nothing is kept of them. */
final class Subscribers {

    private static final String TOPICS = "dalbox/event/";
    private static final String TYPE = SubscribesTo.PREFIX_ + "type";

    private final BundleContext context;
    private final Plugins plugins;

    Subscribers(BundleContext context, Plugins plugins) {
        this.context = context;
        this.plugins = plugins;
    }

    /** Returns the types that the plugin receives; a topic that ends with {@code *} stays a pattern. */
    Set<String> types(String plugin) {
        Set<String> types = new TreeSet<>();
        plugins.bundle(plugin)
                .ifPresent(bundle -> services(bundle).forEach(reference -> {
                    if (is(reference, EventSubscriber.class)) {
                        types.add(String.valueOf(reference.getProperty(TYPE)));
                    }
                    if (is(reference, EventHandler.class)) {
                        topics(reference).stream()
                                .filter(topic -> topic.startsWith(TOPICS))
                                .map(topic -> topic.substring(TOPICS.length()).replace('/', '.'))
                                .forEach(types::add);
                    }
                }));
        return types;
    }

    /**
     * Hands an event to every subscriber of the plugin that takes its type.
     *
     * @return whether there was one
     * @throws Exception what a subscriber threw: the event was not accepted
     */
    boolean deliver(Bundle bundle, EventInfo info, ObjectNode event) throws Exception {
        boolean taken = false;
        for (ServiceReference<?> reference : services(bundle)) {
            boolean typed = is(reference, EventSubscriber.class) && info.type().equals(reference.getProperty(TYPE));
            boolean plain = is(reference, EventHandler.class) && handles(reference, topic(info));
            if (typed || plain) {
                call(reference, info, event);
                taken = true;
            }
        }
        return taken;
    }

    private void call(ServiceReference<?> reference, EventInfo info, ObjectNode event) throws Exception {
        Object service = context.getService(reference);
        try {
            switch (service) {
                case EventSubscriber<?> subscriber -> typed(subscriber, info, (ObjectNode) event.path("data"));
                case EventHandler handler -> handler.handleEvent(new Event(topic(info), properties(event)));
                case null, default -> {
                    // The component has just gone: its plugin is being replaced, and the sender tries again.
                    throw new IllegalStateException("The subscriber went away");
                }
            }
        } finally {
            context.ungetService(reference);
        }
    }

    private static <T extends Record> void typed(EventSubscriber<T> subscriber, EventInfo info, ObjectNode data)
            throws Exception {
        Class<T> type = recordOf(subscriber);
        T value = Json.forPlugin()
                .readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(data);
        subscriber.on(value, info);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Record> Class<T> recordOf(EventSubscriber<T> subscriber) {
        for (Method method : subscriber.getClass().getMethods()) {
            if (method.getName().equals("on")
                    && !method.isBridge()
                    && method.getParameterCount() == 2
                    && method.getParameterTypes()[0].isRecord()) {
                return (Class<T>) method.getParameterTypes()[0];
            }
        }
        throw new IllegalStateException(
                subscriber.getClass().getName() + " is a subscriber whose record cannot be read from its class");
    }

    private static List<ServiceReference<?>> services(Bundle bundle) {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        return references == null ? List.of() : List.of(references);
    }

    private static boolean is(ServiceReference<?> reference, Class<?> type) {
        Object names = reference.getProperty("objectClass");
        return names instanceof String[] array && Arrays.asList(array).contains(type.getName());
    }

    private static boolean handles(ServiceReference<?> reference, String topic) {
        TopicPermission wanted = new TopicPermission(topic, TopicPermission.SUBSCRIBE);
        return topics(reference).stream()
                .anyMatch(pattern -> new TopicPermission(pattern, TopicPermission.SUBSCRIBE).implies(wanted));
    }

    private static List<String> topics(ServiceReference<?> reference) {
        return strings(reference.getProperty(EventConstants.EVENT_TOPIC));
    }

    private static List<String> strings(@Nullable Object property) {
        List<String> all = new ArrayList<>();
        switch (property) {
            case String one -> all.add(one);
            case String[] many -> Collections.addAll(all, many);
            case Collection<?> many -> many.forEach(one -> all.add(String.valueOf(one)));
            case null, default -> {
                // no topics
            }
        }
        return all;
    }

    private static String topic(EventInfo info) {
        return TOPICS + info.type().replace('.', '/');
    }

    // The same properties as those of an event from the journal.
    private static Map<String, Object> properties(ObjectNode event) {
        Map<String, Object> properties = new HashMap<>();
        event.properties().forEach(field -> {
            switch (field.getKey()) {
                case "data" -> properties.put("data", data(event));
                case "hops" -> properties.put("hops", field.getValue().asInt(0));
                default -> properties.put(field.getKey(), field.getValue().asString(""));
            }
        });
        properties.put("cloudevent", event.toString());
        return properties;
    }

    private static Map<String, Object> data(ObjectNode event) {
        return Collections.unmodifiableMap(
                Json.mapper().convertValue(event.path("data"), new TypeReference<Map<String, Object>>() {}));
    }
}

package io.dalbox.events.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/** Knows which topics of EventAdmin anybody handles. Thread-safe. */
final class HandlerTopics implements Predicate<String>, ServiceTrackerCustomizer<EventHandler, List<String>> {

    private final Map<ServiceReference<EventHandler>, List<String>> handlers = new ConcurrentHashMap<>();
    private final ServiceTracker<EventHandler, List<String>> tracker;

    HandlerTopics(BundleContext context) {
        this.tracker = new ServiceTracker<>(context, EventHandler.class, this);
    }

    void open() {
        // Also handlers that this bundle's wiring could not use: EventAdmin is the one that calls them.
        tracker.open(true);
    }

    void close() {
        tracker.close();
    }

    @Override
    public boolean test(String topic) {
        for (List<String> topics : handlers.values()) {
            for (String wanted : topics) {
                if (wanted.equals(topic)
                        || (wanted.endsWith("*") && topic.startsWith(wanted.substring(0, wanted.length() - 1)))) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public List<String> addingService(ServiceReference<EventHandler> reference) {
        List<String> topics = topics(reference);
        handlers.put(reference, topics);
        return topics;
    }

    @Override
    public void modifiedService(ServiceReference<EventHandler> reference, List<String> before) {
        handlers.put(reference, topics(reference));
    }

    @Override
    public void removedService(ServiceReference<EventHandler> reference, List<String> topics) {
        handlers.remove(reference);
    }

    private static List<String> topics(ServiceReference<EventHandler> reference) {
        List<String> topics = new ArrayList<>();
        switch (reference.getProperty(EventConstants.EVENT_TOPIC)) {
            case String one -> topics.add(one);
            case String[] several -> topics.addAll(List.of(several));
            case Iterable<?> several -> several.forEach(one -> topics.add(String.valueOf(one)));
            case null, default -> {}
        }
        return List.copyOf(topics);
    }
}

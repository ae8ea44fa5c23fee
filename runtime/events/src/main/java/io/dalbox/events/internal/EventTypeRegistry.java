package io.dalbox.events.internal;

import io.dalbox.events.EventTypes;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Keeps the event types of everything that is live. */
@Component
public final class EventTypeRegistry implements EventTypes {

    /** Each word becomes a segment of an EventAdmin topic, so it has only what a topic may have. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final ConcurrentSkipListMap<String, Type> types = new ConcurrentSkipListMap<>();

    /** Made empty. */
    @Activate
    public EventTypeRegistry() {}

    @Override
    public void register(Type type) {
        if (!NAME.matcher(type.name()).matches()) {
            throw new IllegalArgumentException("The event type '" + type.name() + "' of " + type.owner()
                    + " is not named by dotted words of letters, digits, '_' and '-'");
        }
        types.compute(type.name(), (name, known) -> {
            if (known != null && !known.owner().equals(type.owner())) {
                throw new IllegalArgumentException("The event type " + name + " belongs to " + known.owner() + ", so "
                        + type.owner() + " cannot own it");
            }
            return type;
        });
    }

    @Override
    public void unregister(String owner) {
        types.values().removeIf(type -> type.owner().equals(owner));
    }

    @Override
    public Optional<Type> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public List<Type> all() {
        return List.copyOf(types.values());
    }
}

package io.dalbox.events.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the event types of everything that is live. */
@Component
public final class EventTypeRegistry implements EventTypes {

    /** Each word becomes a segment of an EventAdmin topic, so it has only what a topic may have. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final ConcurrentSkipListMap<String, Type> types = new ConcurrentSkipListMap<>();

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final @Nullable TypeMemory memory;

    /** Remembers the schemas of each type in the database. */
    @Activate
    public EventTypeRegistry(@Reference Store store) {
        this.memory = new TypeMemory(store);
    }

    /** Made without a memory: any schema may follow any other. */
    public EventTypeRegistry() {
        this.memory = null;
    }

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
            if (memory != null) {
                memory.accept(type);
            }
            return type;
        });
        listeners.forEach(Runnable::run);
    }

    @Override
    public void unregister(String owner) {
        if (types.values().removeIf(type -> type.owner().equals(owner))) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public Optional<Type> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    @Override
    public List<Integer> versions(String name) {
        if (memory != null) {
            return memory.versions(name);
        }
        return find(name).map(type -> List.of(type.version())).orElse(List.of());
    }

    @Override
    public List<Type> all() {
        return List.copyOf(types.values());
    }

    @Override
    public Journal.Registration listen(Runnable listener) {
        // A wrapper of its own, so that one listener registered twice can be removed once.
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }
}

package io.dalbox.plugins.internal.actions;

import io.dalbox.plugins.Actions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The actions of one running version of a plugin. A component that is restarted, as by new settings, leaves its action in
 * place: calls wait a moment for it to be back. Thread-safe.
 */
final class LivePlugin {

    private final String id;
    private final PluginMapper mapper;
    private final Reach reach;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();
    /** Asked for with every request. */
    private volatile List<Actions.Description> descriptions = List.of();

    LivePlugin(String id, PluginMapper mapper, Reach reach) {
        this.id = id;
        this.mapper = mapper;
        this.reach = reach;
    }

    String id() {
        return id;
    }

    PluginMapper mapper() {
        return mapper;
    }

    /** Returns what of others it may use. */
    Reach reach() {
        return reach;
    }

    /**
     * Puts a component behind its action.
     *
     * @throws BadContribution if another component does the same already
     */
    synchronized void bind(Binding binding) throws BadContribution {
        Actions.Description added = binding.description();
        for (Slot other : slots.values()) {
            Actions.Description there = other.description;
            boolean sameName = there.name().equals(added.name());
            boolean samePath = there.path().equals(added.path()) && there.method() == added.method();
            if ((sameName && other.binding.isDone()) || (samePath && !sameName)) {
                throw new BadContribution("the action '" + there.name() + "' already has its "
                        + (sameName ? "name" : "method and path " + added.method() + " " + added.path()));
            }
        }
        Slot waiting = slots.put(added.name(), new Slot(added, CompletableFuture.completedFuture(binding)));
        descriptions = slots.values().stream()
                .map(Slot::description)
                .sorted(Comparator.comparing(Actions.Description::name))
                .toList();
        if (waiting != null) {
            waiting.binding.complete(binding);
        }
    }

    /** Takes a component away; its action stays, for when it is back. */
    void unbind(Binding binding) {
        slots.computeIfPresent(
                binding.description().name(),
                (name, slot) -> slot.binding.getNow(null) == binding
                        ? new Slot(slot.description, new CompletableFuture<>())
                        : slot);
    }

    Optional<Slot> slot(String action) {
        return Optional.ofNullable(slots.get(action));
    }

    /** Returns its actions by name; the same list as long as they are the same. */
    List<Actions.Description> descriptions() {
        return descriptions;
    }

    /** An action, and its component once that is there. */
    record Slot(Actions.Description description, CompletableFuture<Binding> binding) {}
}

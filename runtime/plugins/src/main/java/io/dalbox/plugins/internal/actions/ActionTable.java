package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionException;
import io.dalbox.json.Violation;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Plugins;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.osgi.framework.Bundle;
import tools.jackson.databind.node.ObjectNode;

/**
 * The actions of all live plugins. While a plugin is replaced its old actions stay listed, and calls wait at its {@link Leases}
 * for the next version. Thread-safe.
 */
public final class ActionTable implements Actions {

    private static final Duration COMPONENT_WAIT = Duration.ofSeconds(2);

    private final Map<String, LivePlugin> plugins = new ConcurrentHashMap<>();
    private final Map<String, Leases> gates = new ConcurrentHashMap<>();
    private final Calls calls;

    /** An empty table. */
    public ActionTable(Calls calls) {
        this.calls = calls;
    }

    /** Returns the leases of a plugin, for all its versions. */
    public Leases gate(String plugin) {
        return gates.computeIfAbsent(plugin, id -> new Leases());
    }

    /** Holds a live plugin in place. */
    public Optional<Plugins.Lease> lease(String plugin) {
        return Optional.ofNullable(gates.get(plugin)).flatMap(Leases::acquire);
    }

    /** Returns the bundle of a live plugin. */
    public Optional<Bundle> bundle(String plugin) {
        return lease(plugin).map(lease -> {
            try (lease) {
                return lease.bundle();
            }
        });
    }

    /** Takes a plugin's actions away; calls are told that it does not run. */
    public void stop(String plugin) {
        plugins.remove(plugin);
        gate(plugin).close(false);
    }

    /** Forgets a plugin that is gone for good. */
    public void forget(String plugin) {
        plugins.remove(plugin);
        Leases gate = gates.remove(plugin);
        if (gate != null) {
            gate.close(false);
        }
    }

    void put(LivePlugin plugin) {
        plugins.put(plugin.id(), plugin);
    }

    void remove(LivePlugin plugin) {
        plugins.remove(plugin.id(), plugin);
    }

    @Override
    public List<Description> of(String plugin) {
        LivePlugin live = plugins.get(plugin);
        return live == null ? List.of() : live.descriptions();
    }

    @Override
    public Optional<Description> find(String plugin, String action) {
        return Optional.ofNullable(plugins.get(plugin))
                .flatMap(live -> live.slot(action))
                .map(LivePlugin.Slot::description);
    }

    @Override
    public Outcome invoke(Call call) {
        return invoke(call, description -> true);
    }

    @Override
    public Outcome invoke(Call call, String revision) {
        return invoke(call, description -> description.revision().equals(revision));
    }

    private Outcome invoke(Call call, Predicate<Description> wanted) {
        Leases gate = gates.get(call.plugin());
        if (gate == null) {
            throw new ActionException(
                    ActionException.Kind.NOT_FOUND, "There is no plugin '" + call.plugin() + "' here.");
        }
        try (Plugins.Lease lease = gate.acquire(true).orElseThrow(() -> unavailable(call))) {
            LivePlugin plugin = plugins.get(call.plugin());
            if (plugin == null) {
                throw unavailable(call);
            }
            Binding binding = component(plugin, call);
            if (!wanted.test(binding.description())) {
                throw new Changed(call.plugin(), call.action());
            }
            ObjectNode input = valid(binding, call.input());
            return calls.enter(plugin, binding, input, call, this);
        }
    }

    private static ObjectNode valid(Binding binding, ObjectNode given) {
        ObjectNode input = binding.description().params().withDefaults(given);
        List<Violation> violations = binding.description().params().validate(input);
        if (!violations.isEmpty()) {
            throw new InvalidInput(violations);
        }
        return input;
    }

    private static Binding component(LivePlugin plugin, Call call) {
        LivePlugin.Slot slot = plugin.slot(call.action())
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND,
                        "The plugin '" + call.plugin() + "' has no action '" + call.action() + "'."));
        try {
            return slot.binding().get(COMPONENT_WAIT.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(call);
        } catch (ExecutionException | TimeoutException e) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE,
                    "The component of the action '" + call.action() + "' of the plugin '" + call.plugin()
                            + "' is not running. Check the plugin's settings and its log.");
        }
    }

    private static ActionException unavailable(Call call) {
        return new ActionException(
                ActionException.Kind.UNAVAILABLE,
                "The plugin '" + call.plugin() + "' is not running now. Try again in a moment.");
    }
}

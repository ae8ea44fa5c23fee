package io.dalbox.plugins.internal.actions;

import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.plugins.PluginInfo.Problem;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Guarded;
import io.dalbox.plugins.internal.guard.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * All that one running version of a plugin offers.
 *
 * <p>Obtained once while the plugin is checked, shown together when it goes live, and taken away together. In between it
 * follows components that restart by themselves, as after new settings. A service is held from first to last: letting go
 * between calls would make its component anew for each. Thread-safe.
 */
public final class Contributions {

    /** A constructor that needs longer than this does work that belongs elsewhere. */
    private static final Duration COMPONENT_LIMIT = Duration.ofSeconds(5);

    private final Core core;
    private final Bundle bundle;
    private final LivePlugin plugin;
    private final ActionTable table;
    private final Offers offers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ServiceReference<?>, Offer> obtained = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final ServiceListener listener = this::changed;
    private boolean shown;

    /** Nothing yet. */
    public Contributions(String id, Bundle bundle, Core core, ActionTable table, Calls calls) {
        this.core = core;
        this.bundle = bundle;
        this.plugin = new LivePlugin(id, new PluginMapper(), Reach.of(id, bundle));
        this.table = table;
        this.offers = new Offers(core, bundle, plugin, table, calls);
    }

    /**
     * Makes the event types known; before the start, since components may publish from then on.
     *
     * @throws Failure if one breaks its readers without a new version: they would fail on what this version publishes
     */
    public void declare() throws Failure {
        for (BundleCapability capability :
                bundle.adapt(BundleRevision.class).getDeclaredCapabilities(EventType.NAMESPACE)) {
            try {
                register(EventTypeReader.read(plugin.id(), bundle, capability, core.schemas()));
            } catch (BadContribution e) {
                problem(String.valueOf(capability.getAttributes().get("class")), Words.message(e));
            }
        }
    }

    private void register(EventTypes.Type type) throws Failure {
        try {
            core.eventTypes().register(type);
        } catch (IllegalArgumentException e) {
            throw new Failure("Its event type cannot be taken: " + Words.message(e));
        }
    }

    /**
     * Gets every service that the host acts on, each within a bound.
     *
     * @param reason says why a component could not be made, by its name
     * @throws Failure if one cannot be had
     */
    public void obtain(java.util.function.Function<String, String> reason) throws Failure {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            if (concerns(reference)) {
                Object service = service(reference);
                if (service == null) {
                    String component = Properties.component(reference);
                    throw new Failure("The component " + component + " could not be made: " + reason.apply(component));
                }
                take(reference, service);
            }
        }
    }

    /** Shows everything at once. */
    public void show() {
        lock.lock();
        try {
            shown = true;
            obtained.forEach(this::open);
            table.put(plugin);
            core.context().addServiceListener(listener, "(service.bundleid=" + bundle.getBundleId() + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("A filter of a number is valid", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes everything away, last first.
     *
     * @param replaced whether the next version follows at once: then the actions stay listed, and calls wait for it
     */
    public void withdraw(boolean replaced) {
        core.context().removeServiceListener(listener);
        lock.lock();
        try {
            shown = false;
            List<ServiceReference<?>> held = new ArrayList<>(obtained.keySet()).reversed();
            held.forEach(reference -> close(reference, Objects.requireNonNull(obtained.get(reference))));
            obtained.clear();
            letGo(held);
        } finally {
            lock.unlock();
        }
        core.eventTypes().unregister(plugin.id());
        if (!replaced) {
            table.remove(plugin);
        }
    }

    // The last one to let go of a component has it deactivated, which is the plugin's code.
    private void letGo(List<ServiceReference<?>> held) {
        try {
            Guarded.call(plugin.id(), "The end of its components", COMPONENT_LIMIT, () -> {
                held.forEach(core.context()::ungetService);
                return held;
            });
        } catch (Failure e) {
            core.log().warn(plugin.id(), Words.message(e));
        }
    }

    /** Returns what was left out, and why. */
    public List<Problem> problems() {
        lock.lock();
        try {
            return List.copyOf(problems);
        } finally {
            lock.unlock();
        }
    }

    private void changed(ServiceEvent event) {
        ServiceReference<?> reference = event.getServiceReference();
        if (!concerns(reference)) {
            return;
        }
        if (event.getType() == ServiceEvent.UNREGISTERING) {
            drop(reference);
        } else if (event.getType() == ServiceEvent.REGISTERED) {
            // Not here: this thread holds the component runtime's locks, and a constructor may hang.
            Thread.ofVirtual().name("dalbox-rebind-" + plugin.id()).start(() -> rebind(reference));
        }
    }

    private void rebind(ServiceReference<?> reference) {
        try {
            Object service = service(reference);
            if (service != null) {
                take(reference, service);
            }
        } catch (Failure e) {
            core.log().warn(plugin.id(), Words.message(e));
        }
    }

    private void drop(ServiceReference<?> reference) {
        lock.lock();
        try {
            Offer offer = obtained.remove(reference);
            if (offer != null && shown) {
                close(reference, offer);
            }
        } finally {
            lock.unlock();
        }
    }

    private void take(ServiceReference<?> reference, Object service) {
        lock.lock();
        try {
            if (reference.getBundle() == null || obtained.containsKey(reference)) {
                return;
            }
            Offer offer = offers.of(reference, service);
            obtained.put(reference, offer);
            if (shown) {
                open(reference, offer);
            }
        } catch (BadContribution | RuntimeException | LinkageError e) {
            problem(Properties.component(reference), Words.message(e));
        } finally {
            lock.unlock();
        }
    }

    private void open(ServiceReference<?> reference, Offer offer) {
        try {
            offer.open();
        } catch (BadContribution | RuntimeException e) {
            problem(Properties.component(reference), Words.message(e));
        }
    }

    private void close(ServiceReference<?> reference, Offer offer) {
        try {
            offer.close();
        } catch (RuntimeException e) {
            core.log().failed(plugin.id(), "Taking " + Properties.component(reference) + " away failed", e);
        }
    }

    private void problem(String where, String what) {
        lock.lock();
        try {
            problems.add(new Problem(where, 0, 0, "Left out: " + what + "."));
        } finally {
            lock.unlock();
        }
        core.log().warn(plugin.id(), where + " is left out: " + what);
    }

    private @Nullable Object service(ServiceReference<?> reference) throws Failure {
        return Guarded.call(
                plugin.id(),
                "The component " + Properties.component(reference),
                COMPONENT_LIMIT,
                () -> core.context().getService(reference));
    }

    private static boolean concerns(ServiceReference<?> reference) {
        return reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                && Arrays.stream(types).anyMatch(Offers.TYPES::contains);
    }
}

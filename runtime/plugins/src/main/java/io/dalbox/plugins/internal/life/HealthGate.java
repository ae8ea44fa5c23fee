package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * Decides whether a started bundle is well: each of its components can be had, it registers what its manifest promises, and its own
 * checks agree.
 */
final class HealthGate {

    /** References between components settle while the bundle starts; what is missing after this is missing. */
    private static final Duration SETTLE = Duration.ofMillis(1000);

    private static final Duration POLL = Duration.ofMillis(10);

    private final ServiceComponentRuntime components;
    private final OwnChecks own;

    HealthGate(ServiceComponentRuntime components, OwnChecks own) {
        this.components = components;
        this.own = own;
    }

    /** Waits until all components can be had and all that was promised is there, and asks the plugin's own checks. */
    void check(String id, Bundle bundle) throws Failure {
        settle(bundle);
        ask(id, bundle);
    }

    /** Asks the plugin's own checks. */
    void ask(String id, Bundle bundle) throws Failure {
        own.ask(id, bundle);
    }

    /** Waits until all components can be had and all that was promised is there. */
    void settle(Bundle bundle) throws Failure {
        if (bundle.getState() != Bundle.ACTIVE) {
            throw new Failure("Its bundle has stopped by itself.");
        }
        long end = System.nanoTime() + SETTLE.toNanos();
        while (true) {
            Optional<String> fault = components(bundle).or(() -> promised(bundle));
            if (fault.isEmpty()) {
                return;
            }
            if (System.nanoTime() > end) {
                throw new Failure(fault.get());
            }
            pause();
        }
    }

    /** Returns what is wrong now; empty when all is well. */
    Optional<String> fault(String id, Bundle bundle) {
        Optional<String> fault = components(bundle).or(() -> promised(bundle));
        if (fault.isPresent()) {
            return fault;
        }
        try {
            own.ask(id, bundle);
            return Optional.empty();
        } catch (Failure e) {
            return Optional.of(Words.message(e));
        }
    }

    // A service whose component waits for settings, or is not enabled, is promised for later.
    private Optional<String> promised(Bundle bundle) {
        Set<String> missing = Promises.of(bundle);
        missing.removeAll(Promises.kept(bundle));
        if (!missing.isEmpty()) {
            for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
                if (waits(component) || !components.isComponentEnabled(component)) {
                    missing.removeAll(List.of(component.serviceInterfaces));
                }
            }
        }
        return missing.stream()
                .findFirst()
                .map(type -> "Its manifest promises a service " + type + ", which it does not register.");
    }

    private Optional<String> components(Bundle bundle) {
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            if (components.isComponentEnabled(component)) {
                for (ComponentConfigurationDTO state : components.getComponentConfigurationDTOs(component)) {
                    Optional<String> fault = fault(component, state);
                    if (fault.isPresent()) {
                        return fault;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Looks at each component of a bundle. */
    List<PluginDetail.Check> checks(String id, Bundle bundle) {
        List<PluginDetail.Check> checks = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            if (components.isComponentEnabled(component)) {
                checks.add(check(component));
            }
        }
        try {
            own.ask(id, bundle);
        } catch (Failure e) {
            checks.add(new PluginDetail.Check("HealthCheck", "error", Words.message(e)));
        }
        checks.sort(Comparator.comparing(PluginDetail.Check::name));
        return checks;
    }

    private PluginDetail.Check check(ComponentDescriptionDTO component) {
        for (ComponentConfigurationDTO state : components.getComponentConfigurationDTOs(component)) {
            Optional<String> fault = fault(component, state);
            if (fault.isPresent()) {
                return new PluginDetail.Check(component.name, "error", fault.get());
            }
        }
        boolean waits = waits(component);
        return new PluginDetail.Check(
                component.name, waits ? "waiting" : "ok", waits ? "It begins once it has its settings." : null);
    }

    private boolean waits(ComponentDescriptionDTO component) {
        var states = components.getComponentConfigurationDTOs(component);
        return states.isEmpty()
                || states.stream().anyMatch(s -> s.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
    }

    /** Returns the reason why a component could not be made, if it says one. */
    Optional<String> failureOf(Bundle bundle, String component) {
        return Optional.ofNullable(components.getComponentDescriptionDTO(bundle, component)).stream()
                .flatMap(d -> components.getComponentConfigurationDTOs(d).stream())
                .filter(c -> c.failure != null)
                .map(c -> firstCause(c.failure))
                .findFirst();
    }

    private static Optional<String> fault(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        return switch (state.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Optional.of("The component " + component.name + " could not be made: " + firstCause(state.failure));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Optional.of("The component " + component.name + " waits for " + references(component, state)
                        + ", which nobody here provides.");
            // A component that waits for settings is well: its owner gives them once the plugin is live.
            default -> Optional.empty();
        };
    }

    private static String references(ComponentDescriptionDTO component, ComponentConfigurationDTO state) {
        List<String> missing = new ArrayList<>();
        for (UnsatisfiedReferenceDTO reference : state.unsatisfiedReferences) {
            for (var declared : component.references) {
                if (declared.name.equals(reference.name)) {
                    missing.add("a service " + declared.interfaceName);
                }
            }
        }
        return missing.isEmpty() ? "a service" : String.join(" and ", missing);
    }

    // The runtime gives a stack as text; its last "Caused by" is what went wrong.
    private static String firstCause(String stack) {
        String cause = stack.lines().findFirst().orElse("");
        for (String line : stack.lines().toList()) {
            if (line.startsWith("Caused by: ")) {
                cause = line.substring("Caused by: ".length());
            }
        }
        return cause.strip();
    }

    private static void pause() throws Failure {
        try {
            Thread.sleep(POLL); // DS tells nobody when a component has failed; its state can only be looked at
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted because Dalbox stops.");
        }
    }
}

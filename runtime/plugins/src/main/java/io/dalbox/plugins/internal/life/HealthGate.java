package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.PluginDetail;
import io.dalbox.plugins.internal.guard.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Decides whether a started bundle is well: each of its components can be had. */
final class HealthGate {

    /** References between components settle while the bundle starts; what is missing after this is missing. */
    private static final Duration SETTLE = Duration.ofMillis(1000);

    private static final Duration POLL = Duration.ofMillis(10);

    private final ServiceComponentRuntime components;

    HealthGate(ServiceComponentRuntime components) {
        this.components = components;
    }

    /** Waits until all components can be had. */
    void check(Bundle bundle) throws Failure {
        if (bundle.getState() != Bundle.ACTIVE) {
            throw new Failure("The bundle stopped again while it was being started.");
        }
        long end = System.nanoTime() + SETTLE.toNanos();
        while (true) {
            Optional<String> fault = fault(bundle);
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
    Optional<String> fault(Bundle bundle) {
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
    List<PluginDetail.Check> checks(Bundle bundle) {
        List<PluginDetail.Check> checks = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
            if (components.isComponentEnabled(component)) {
                checks.add(check(component));
            }
        }
        checks.sort(Comparator.comparing(PluginDetail.Check::name));
        return checks;
    }

    private PluginDetail.Check check(ComponentDescriptionDTO component) {
        var states = components.getComponentConfigurationDTOs(component);
        for (ComponentConfigurationDTO state : states) {
            Optional<String> fault = fault(component, state);
            if (fault.isPresent()) {
                return new PluginDetail.Check(component.name, "error", fault.get());
            }
        }
        boolean waits = states.isEmpty()
                || states.stream().anyMatch(s -> s.state == ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION);
        return new PluginDetail.Check(
                component.name, waits ? "waiting" : "ok", waits ? "It begins once it has its settings." : null);
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

package io.dalbox.flows;

import io.dalbox.events.RetryPolicy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the owner says: when an event happens, and if a condition holds, do an action with parameters.
 *
 * @param name for people
 * @param enabled whether the owner wants it to run
 * @param event the type of event that triggers it
 * @param when a CEL expression over {@code event} and {@code meta} that is a bool; {@code null} for always
 * @param plugin the owner of the action
 * @param action the action
 * @param with a CEL expression for each parameter; a parameter that is missing gets the action's default
 * @param retry when a delivery is given up
 * @param concurrency how many deliveries run at once; 1 keeps the order of the events
 * @param perMinute the most deliveries a minute before the flow is cut as a storm
 */
public record FlowSpec(
        String name,
        boolean enabled,
        String event,
        @Nullable String when,
        String plugin,
        String action,
        Map<String, String> with,
        RetryPolicy retry,
        int concurrency,
        int perMinute) {

    /** Copies the map, in its order. */
    public FlowSpec {
        with = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(with));
    }
}

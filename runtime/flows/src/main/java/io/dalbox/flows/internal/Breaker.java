package io.dalbox.flows.internal;

import io.dalbox.event.EventInfo;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.internal.trace.CauseChain;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds storms: a flow that is among its own causes, a chain that is too long, and events that come far more often than they should.
 *
 * <p>Rates are counted in the time of the events, not of the deliveries: what has gathered while the box was off is no storm.
 * Thread-safe.
 */
final class Breaker {

    private final CauseChain chain;
    private final int maxHops;
    private final int perType;
    private final Map<String, Rate> flows = new ConcurrentHashMap<>();
    private final Map<String, Rate> types = new ConcurrentHashMap<>();

    /**
     * Made with its bounds.
     *
     * @param maxHops events between one and its first cause
     * @param perType how many events of a type that other events caused flows may act on in a minute
     */
    Breaker(CauseChain chain, int maxHops, int perType) {
        this.chain = chain;
        this.maxHops = maxHops;
        this.perType = perType;
    }

    /** Returns why a flow must not act on an event, {@code null} when it may. */
    @Nullable
    String check(String flow, FlowSpec spec, EventInfo event) {
        if (event.hops() > 0) {
            List<String> before = chain.flows(event);
            if (before.contains(flow)) {
                return "It would run in a circle: the event " + event.id() + " was caused by this flow itself"
                        + (before.size() > 1 ? ", by way of " + (before.size() - 1) + " more" : "")
                        + ". Narrow its condition so that it does not act on what it causes.";
            }
            if (event.hops() > maxHops) {
                return "The event " + event.id() + " is the end of a chain of " + event.hops() + " events, and at most "
                        + maxHops + " may lead to one another. Its trace shows which flows form the chain.";
            }
            if (!types.computeIfAbsent(event.type(), type -> new Rate()).take(event.time(), perType)) {
                return "More than " + perType + " events " + event.type()
                        + " that other events caused came within a minute. Its trace shows what causes them.";
            }
        }
        if (!flows.computeIfAbsent(flow, id -> new Rate()).take(event.time(), spec.perMinute())) {
            return "It would have run more than " + spec.perMinute()
                    + " times in a minute. If that is as it should be, raise its limit.";
        }
        return null;
    }

    /** Starts counting anew. */
    void forget(String flow) {
        flows.remove(flow);
        types.clear();
    }

    /** Tokens that come back evenly; a minute's worth may be used at once. */
    private static final class Rate {

        private static final double MINUTE = 60_000;
        private double tokens = Double.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        synchronized boolean take(Instant time, int perMinute) {
            long now = time.toEpochMilli();
            if (now > last) {
                // The first time fills it; a clock that was set back gives nothing.
                double earned = last == Long.MIN_VALUE ? perMinute : (now - last) * perMinute / MINUTE;
                tokens = Math.min(perMinute, Math.min(tokens, perMinute) + earned);
                last = now;
            }
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}

package io.dalbox.plugin.heartbeat;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Remembers the rounds of waiting operations. Thread-safe. */
@Component(service = Waits.class)
public final class Waits {

    /**
     * All rounds and the last.
     *
     * @param rounds how many
     * @param operations of the last round
     * @param seconds that the last round took
     */
    record Sum(long rounds, int operations, double seconds) {}

    private volatile Sum sum = new Sum(0, 0, 0);

    /** None yet. */
    @Activate
    public Waits() {}

    synchronized void done(int operations, double seconds) {
        sum = new Sum(sum.rounds + 1, operations, seconds);
    }

    Sum sum() {
        return sum;
    }
}

package io.dalbox.events.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses that double from {@code first} to {@code longest}, each shortened by up to a quarter by chance, so that what failed
 * together does not come back together.
 */
record Backoff(Duration first, Duration longest) {

    /** Returns the pause after so many failures in a row. */
    Duration after(int failures) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        long millis = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(
                Math.max(1, millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1)));
    }
}

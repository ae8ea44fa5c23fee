package io.dalbox.tasks.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Pauses that double from {@code first} to {@code longest}, each shortened by up to a quarter by chance, so that what failed
 * together does not come back together.
 */
record Backoff(Duration first, Duration longest) {

    /** What another side may ask us to wait at most: beyond a day it is a mistake or an attack. */
    private static final Duration ASKED_AT_MOST = Duration.ofDays(1);

    /** Returns the pause after so many failures in a row, not shorter than what the other side asked for. */
    Duration after(int failures, @Nullable Duration asked) {
        int doublings = Math.clamp(failures - 1L, 0, 30);
        long millis = Math.min(longest.toMillis(), first.toMillis() << doublings);
        long own = Math.max(1, millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1));
        long theirs = asked == null || asked.isNegative()
                ? 0
                : (asked.compareTo(ASKED_AT_MOST) > 0 ? ASKED_AT_MOST : asked).toMillis();
        return Duration.ofMillis(Math.max(own, theirs));
    }
}

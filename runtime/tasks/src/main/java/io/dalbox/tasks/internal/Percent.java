package io.dalbox.tasks.internal;

import org.jspecify.annotations.Nullable;

/** Parts of a hundred with one decimal. */
final class Percent {

    private Percent() {}

    /** Returns 0 to 100, or {@code null} when the total is unknown or nothing. */
    static @Nullable Double of(@Nullable Long done, @Nullable Long total) {
        if (done == null || total == null || total <= 0) {
            return null;
        }
        double percent = Math.clamp(100.0 * done / total, 0.0, 100.0);
        // Rounded down, so that 100 means: everything.
        return Math.floor(percent * 10) / 10;
    }
}

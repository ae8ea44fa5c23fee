package io.dalbox.ml.internal.sessions;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * What the owner allows.
 *
 * @param budget bytes that all sessions may take together
 * @param idle how long a session that nobody uses stays
 * @param provider what models run on
 */
public record Limits(long budget, Duration idle, Provider provider) {

    private static final long MIB = 1L << 20;
    private static final long LEAST = 512 * MIB;

    /** Returns those of the settings; a budget of 0 is a quarter of the machine's or container's memory, 512 MiB at least. */
    public static Limits of(int budgetMib, int idleMinutes, String provider) {
        return new Limits(
                budgetMib > 0 ? budgetMib * MIB : Math.max(LEAST, memory() / 4),
                Duration.ofMinutes(idleMinutes),
                Provider.of(provider));
    }

    /** The JVM knows the limit of its control group, too. */
    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}

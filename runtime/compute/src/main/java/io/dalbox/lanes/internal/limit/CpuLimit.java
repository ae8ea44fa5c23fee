package io.dalbox.lanes.internal.limit;

import org.jspecify.annotations.Nullable;

/**
 * How many CPUs the process may use, and who says so.
 *
 * @param cpus above 0 and finite, may be fractional: 1.5 is one and a half
 * @param source for people, such as "cpu.max of the cgroup /system.slice/dalbox.service" or "DALBOX_CPU_LIMIT"
 * @param problem what could not be read and was ignored, for people; null when there was nothing
 */
public record CpuLimit(double cpus, String source, @Nullable String problem) {

    /** Checks the number, which every share of the lane is divided by. */
    public CpuLimit {
        if (!(cpus > 0) || Double.isInfinite(cpus)) {
            throw new IllegalArgumentException("a limit of " + cpus + " CPUs, from " + source);
        }
    }

    /** Returns the threads of the CPU lane: the limit minus one, which is for requests, rounded down, at least 1. */
    public int threads() {
        return (int) Math.max(1, Math.floor(cpus - 1));
    }
}

package io.dalbox.lanes.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many threads the CPU lane has. */
final class CpuSize {

    private static final Logger LOG = LoggerFactory.getLogger(CpuSize.class);

    private CpuSize() {}

    /** Returns the limit, or all processors but the one that answers requests; at least one. */
    static int of(@Nullable String limit) {
        int others = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        if (limit == null || limit.isBlank()) {
            return others;
        }
        try {
            return Math.clamp((long) Double.parseDouble(limit.strip()), 1, 1024);
        } catch (NumberFormatException wrong) {
            LOG.warn("DALBOX_CPU_LIMIT is \"{}\", which is not a number; {} CPU threads are used", limit, others);
            return others;
        }
    }
}

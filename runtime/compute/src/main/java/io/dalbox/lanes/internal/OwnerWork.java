package io.dalbox.lanes.internal;

import io.dalbox.compute.Priority;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import org.jspecify.annotations.Nullable;

/**
 * What one owner has on the lanes.
 *
 * <p>What concerns waiting is guarded by the CPU pool's lock. What runs is in a concurrent set, so that IO work, of which an HTTP
 * request is one, never waits for that lock: a thread of low priority may hold it while it has no processor.
 */
final class OwnerWork {

    final String name;
    final FairQueue.Share<Run<?>> share = new FairQueue.Share<>();
    final Set<Run<?>> running = ConcurrentHashMap.newKeySet();
    final AtomicInteger io = new AtomicInteger();
    final LongAdder cpuNanos = new LongAdder();

    /** What work of each name took, by lane; made with the first of it. */
    final Map<String, WorkMeter> cpuMeters = new ConcurrentHashMap<>();

    final Map<String, WorkMeter> ioMeters = new ConcurrentHashMap<>();

    volatile boolean closed;

    /** Guarded by the lock: CPU work that did not end when it was asked to. */
    int abandoned;

    /** Guarded by the lock: whether somebody was told that its work waits long. */
    boolean late;

    /** Guarded by the lock: submitters that wait for room, if any ever did. */
    @Nullable
    Condition room;

    OwnerWork(String name) {
        this.name = name;
    }

    /** Refuses work while the owner, or all of Dalbox, is stopping. */
    void checkOpen() {
        if (closed) {
            throw new RejectedExecutionException("\"" + name + "\" is stopping and may not start more work");
        }
    }

    /** Returns the piece that has waited longest, under the lock. */
    @Nullable
    Run<?> oldest() {
        Run<?> oldest = null;
        for (Priority priority : Priority.values()) {
            Run<?> first = share.waiting(priority).peek();
            if (first != null && (oldest == null || first.submitted - oldest.submitted < 0)) {
                oldest = first;
            }
        }
        return oldest;
    }
}

package io.dalbox.lanes.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of threads. Loaded with the first CPU work: the management classes cost some milliseconds of start. */
final class CpuClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private CpuClock() {}

    /** Returns the CPU time of this thread in nanoseconds. */
    static long now() {
        return of(Thread.currentThread());
    }

    /** Returns the CPU time of a live thread in nanoseconds, 0 when it cannot be known. */
    static long of(Thread thread) {
        return Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
    }
}

package io.dalbox.lanes.internal;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What threads use. Loaded with the first CPU work: the management classes cost some milliseconds of start. */
final class CpuClock {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private CpuClock() {}

    /** Returns the CPU time of this thread in nanoseconds. */
    static long now() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Returns the CPU time of a live platform thread in nanoseconds, 0 when it cannot be known. */
    static long of(Thread thread) {
        return Math.max(0, THREADS.getThreadCpuTime(thread.threadId()));
    }

    /** Returns how many bytes this thread has allocated in its life. */
    static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** Returns how many bytes a live platform thread has allocated in its life, 0 when it cannot be known. */
    static long allocated(Thread thread) {
        return Math.max(0, THREADS.getThreadAllocatedBytes(thread.threadId()));
    }
}

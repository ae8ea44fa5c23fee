package io.dalbox.lanes.internal.os;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lowers the operating system's priority of threads.
 *
 * <p>On Linux niceness belongs to the thread, not to the process, and what a thread starts (native threads, processes) inherits it.
 */
public final class Niceness {

    /** The lowest priority there is; that of CPU work and of external programs. */
    public static final int LOWEST = 19;

    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    private static final Niceness PROCESS = new Niceness(
            System.getProperty("os.name", ""),
            reason -> LOG.info("CPU work runs at normal priority, so pages may answer slower beside it: {}", reason));

    private final boolean linux;
    private final String system;
    private final Consumer<String> log;
    private final AtomicBoolean said = new AtomicBoolean();

    Niceness(String system, Consumer<String> log) {
        this.linux = system.equals("Linux");
        this.system = system;
        this.log = log;
    }

    /**
     * Lowers the priority of the calling platform thread; never raises it. The first call of the process takes some tens of
     * milliseconds. Where it cannot be done, nothing happens, and the reason is logged once for the whole process. Never throws.
     *
     * @param nice from 0 (normal) to {@link #LOWEST}
     * @return the niceness now in force; empty on other systems, on a virtual thread, and where the system refuses
     */
    public static OptionalInt lower(int nice) {
        return PROCESS.lowerCaller(nice);
    }

    OptionalInt lowerCaller(int nice) {
        if (!linux) {
            return refuse("it is per thread on Linux only, and this is " + system);
        }
        if (Thread.currentThread().isVirtual()) {
            return refuse("a virtual thread has none; it would be that of the carrier, which others use too");
        }
        try {
            return lowered(Math.clamp(nice, 0, LOWEST));
        } catch (Throwable failed) {
            // Whatever it is (no native access, no such function), the work can be done without.
            return refuse(failed.toString());
        }
    }

    private OptionalInt lowered(int nice) {
        int now = Calls.GET.call(Calls.PRIO_PROCESS, Calls.CALLER);
        // It cannot fail for the caller, but a niceness of -1 reads as an error; so below 1 nothing is concluded from
        // it.
        if (now > 0 && now >= nice) {
            return OptionalInt.of(now);
        }
        int result = Calls.SET.call(Calls.PRIO_PROCESS, Calls.CALLER, nice);
        return result == 0 ? OptionalInt.of(nice) : refuse("setpriority failed with errno " + -result);
    }

    private OptionalInt refuse(String reason) {
        if (!said.getAndSet(true)) {
            log.accept(reason);
        }
        return OptionalInt.empty();
    }

    /** Loaded with the first use: see {@link SystemCall}. */
    private static final class Calls {
        static final int PRIO_PROCESS = 0;
        /** Linux takes 0 for the calling thread, as it would take the result of {@code gettid}, which older C libraries lack. */
        static final int CALLER = 0;

        static final SystemCall GET = new SystemCall("getpriority", 2);
        static final SystemCall SET = new SystemCall("setpriority", 3);
    }
}

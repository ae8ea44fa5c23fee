package io.dalbox.ml.internal.sessions;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The memory of the process, as the system sees it. */
final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** Returns the bytes that lie in main memory; 0 where that cannot be seen. */
    static long resident() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith(RESIDENT)) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
                }
            }
        } catch (IOException | NumberFormatException e) {
            LOG.debug("The memory of the process cannot be read", e);
        }
        return 0;
    }

    /** Gives what was freed back to the system; the C library would keep it for the next time. Takes milliseconds. */
    static void release() {
        MethodHandle trim = Trim.FUNCTION;
        if (trim == null) {
            return;
        }
        try {
            int given = (int) trim.invokeExact(0L);
            LOG.debug("malloc_trim gave memory back: {}", given);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("malloc_trim cannot be called", impossible);
        }
    }

    /** Made on first use: setting up the linker takes tens of milliseconds. Other C libraries than glibc have no such function. */
    private static final class Trim {

        static final @Nullable MethodHandle FUNCTION = Linker.nativeLinker()
                .defaultLookup()
                .find("malloc_trim")
                .map(address -> Linker.nativeLinker()
                        .downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .orElse(null);
    }
}

package io.dalbox.ml.internal.sessions;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The memory that the C library has given out. Java's heap is not part of it, so what it grows by while a model is loaded or runs is
 * that model's, but for little. Only glibc tells; elsewhere models are counted with what their plugins declare.
 */
final class Memory {

    private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

    private Memory() {}

    /** Returns the bytes given out now. */
    static OptionalLong allocated() {
        MethodHandle ask = Functions.MALLINFO;
        if (ask == null) {
            return OptionalLong.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) ask.invokeExact((SegmentAllocator) arena);
            return OptionalLong.of(field(info, Functions.MAPPED) + field(info, Functions.IN_USE));
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException("mallinfo2 cannot be called", impossible);
        }
    }

    private static long field(MemorySegment info, int index) {
        return info.getAtIndex(ValueLayout.JAVA_LONG, index);
    }

    /** Gives what was freed back to the system; the C library would keep it for the next time. Takes milliseconds. */
    static void release() {
        MethodHandle trim = Functions.TRIM;
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

    /** Made on first use: setting up the linker takes tens of milliseconds. */
    private static final class Functions {

        /** {@code hblkhd} and {@code uordblks} of {@code struct mallinfo2}: what is mapped by itself, and what lies in the heap. */
        static final int MAPPED = 4;

        static final int IN_USE = 7;
        private static final int FIELDS = 10;

        static final @Nullable MethodHandle MALLINFO = function(
                "mallinfo2",
                FunctionDescriptor.of(
                        MemoryLayout.structLayout(MemoryLayout.sequenceLayout(FIELDS, ValueLayout.JAVA_LONG))));

        static final @Nullable MethodHandle TRIM =
                function("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));

        private static @Nullable MethodHandle function(String name, FunctionDescriptor shape) {
            Linker linker = Linker.nativeLinker();
            return linker.defaultLookup()
                    .find(name)
                    .map(address -> linker.downcallHandle(address, shape))
                    .orElse(null);
        }
    }
}

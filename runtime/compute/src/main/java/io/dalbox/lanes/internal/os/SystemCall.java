package io.dalbox.lanes.internal.os;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A function of the C library that takes and returns {@code int} and sets {@code errno}.
 *
 * <p>Making the first one sets up the linker, which takes tens of milliseconds: keep them in holders that are loaded on first use.
 */
final class SystemCall {

    /** No process matches. These numbers are the same on every Linux. */
    static final int ESRCH = 3;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final String name;
    private final MethodHandle function;

    /**
     * Looks it up.
     *
     * @throws RuntimeException if there is none, or native access is not allowed
     */
    SystemCall(String name, int parameters) {
        MemoryLayout[] ints = new MemoryLayout[parameters];
        Arrays.fill(ints, ValueLayout.JAVA_INT);
        Linker linker = Linker.nativeLinker();
        MethodHandle direct = linker.downcallHandle(
                linker.defaultLookup()
                        .find(name)
                        .orElseThrow(() -> new UnsupportedOperationException("The C library has no " + name)),
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ints),
                Linker.Option.captureCallState("errno"));
        this.name = name;
        // One shape for all of them: calls are rare, so the array costs nothing that matters.
        this.function = direct.asSpreader(1, int[].class, parameters)
                .asType(MethodType.methodType(int.class, MemorySegment.class, int[].class));
    }

    /** Calls it; returns what it returns, or the negative {@code errno} when that is -1. */
    int call(int... arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result = (int) function.invokeExact(state, arguments);
            return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable impossible) {
            throw new IllegalStateException(name + " cannot be called", impossible);
        }
    }
}

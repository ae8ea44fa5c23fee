package io.dalbox.it.sample.greedy;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Param;
import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.Children;
import io.dalbox.compute.CpuExecutor;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Misuses the CPU lane in every way that people can think of. */
@Component
@ActionSpec(name = "compute", description = "Computes badly", lane = Lane.CPU)
public final class Greedy implements Action<Greedy.Input, Greedy.Output> {

    /** How to misuse it. */
    public enum How {
        ANSWER,
        SPIN,
        ERROR,
        RECURSE,
        MEMORY,
        NESTED,
        NATIVE,
        INTERRUPTIBLE,
        PROGRAM
    }

    /** What to do. */
    public record Input(
            @Param(description = "How to misuse the lane") How how) {}

    /** What came of it. */
    public record Output(@Param(description = "A number") long number) {}

    private final CpuExecutor cpu;
    private final Children children;

    /** On the real services. */
    @Activate
    public Greedy(@Reference CpuExecutor cpu, @Reference Children children) {
        this.cpu = cpu;
        this.children = children;
    }

    @Override
    public Output call(Input input, ActionContext context) throws Exception {
        return new Output(
                switch (input.how()) {
                    case ANSWER -> 1;
                    case SPIN -> spin();
                    case ERROR -> throw new AssertionError("this plugin is broken");
                    case RECURSE -> recurse(0);
                    case MEMORY -> fill();
                    case NESTED -> nested();
                    case NATIVE -> poll();
                    case INTERRUPTIBLE -> sleep();
                    case PROGRAM -> program();
                });
    }

    private static long spin() {
        while (System.getProperty("greedy.end") == null) {
            Thread.onSpinWait();
        }
        return 1;
    }

    private static long recurse(long depth) {
        return depth < 0 ? 0 : recurse(depth + 1) + 1;
    }

    private static long fill() {
        List<long[]> kept = new ArrayList<>();
        while (kept.size() < Integer.MAX_VALUE) {
            kept.add(new long[1000]);
        }
        return kept.size();
    }

    /** More than the queue holds, each waiting for one of its own. */
    private long nested() {
        List<CompletableFuture<Integer>> parts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            parts.add(cpu.submit(() -> cpu.submit(() -> 1).join()));
        }
        return parts.stream().mapToInt(CompletableFuture::join).sum();
    }

    /** Half a minute in the C library's poll(2), which no interrupt of Java's reaches. */
    private static long poll() throws Exception {
        Linker linker = Linker.nativeLinker();
        var poll = linker.downcallHandle(
                linker.defaultLookup().find("poll").orElseThrow(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        try {
            return (int) poll.invokeExact(MemorySegment.NULL, 0L, 30_000);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A program that starts others and heeds no polite word. */
    private long program() throws Exception {
        return children.run(ChildCommand.of("sh", "-c", "trap '' TERM; sleep 601 & sleep 602 & wait; wait"))
                .exitCode();
    }

    private static long sleep() throws InterruptedException {
        Thread.sleep(600_000);
        return 1;
    }
}

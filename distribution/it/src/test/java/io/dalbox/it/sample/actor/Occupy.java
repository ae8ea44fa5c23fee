package io.dalbox.it.sample.actor;

import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Needs a place for itself, and notices when another has it too. */
@Component(service = TaskAction.class)
@ActionSpec(name = "occupy", description = "Needs a place for itself", exclusive = "place", concurrency = 8)
public final class Occupy implements TaskAction<Occupy.Input, Occupy.Output> {

    private static final long A_WHILE = 20_000_000;

    /** Which place. */
    public record Input(@Param(description = "The place") String place) {}

    /** What was noticed. */
    public record Output(
            @Param(description = "How many were there at once")
            int most) {}

    private final Map<String, AtomicInteger> there = new ConcurrentHashMap<>();

    /** Made empty. */
    @Activate
    public Occupy() {}

    @Override
    public Output run(Input input, TaskContext context) {
        AtomicInteger count = there.computeIfAbsent(input.place(), place -> new AtomicInteger());
        int now = count.incrementAndGet();
        try {
            LockSupport.parkNanos(A_WHILE);
            return new Output(Math.max(now, count.get()));
        } finally {
            count.decrementAndGet();
        }
    }
}

package io.dalbox.plugin.gallery;

import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import org.osgi.service.component.annotations.Component;

/** A task that takes its time and shows its progress. */
@Component
@ActionSpec(name = "work", description = "A task that takes its time")
public final class Work implements TaskAction<Work.Order, Work.Done> {

    private static final int STEPS_A_SECOND = 5;

    /**
     * How long.
     *
     * @param seconds how long it takes
     */
    public record Order(
            @Param(title = "Seconds", description = "How long it takes", defaultValue = "10", min = 1, max = 600)
            int seconds) {}

    /**
     * The end.
     *
     * @param steps how many steps it took
     */
    public record Done(
            @Param(description = "How many steps it took") int steps) {}

    @Override
    public Done run(Order order, TaskContext context) throws Exception {
        int steps = order.seconds() * STEPS_A_SECOND;
        for (int step = 1; step <= steps; step++) {
            context.checkStop();
            Thread.sleep(1000 / STEPS_A_SECOND);
            context.progress(step, steps);
        }
        return new Done(steps);
    }
}

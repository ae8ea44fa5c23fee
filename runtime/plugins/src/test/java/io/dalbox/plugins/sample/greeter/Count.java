package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Component;

/** Counts, slowly if it must, from where it was. */
@Component
@ActionSpec(name = "count", description = "Counts")
public final class Count implements TaskAction<Count.Upto, Count.Done> {

    /** How far. */
    public record Upto(
            @Param(description = "The last number", min = 1) long number) {}

    /** How far it came. */
    public record Done(
            @Param(description = "The last number") long number) {}

    /** Where it was. */
    public record Place(long number) {}

    @Override
    public Done run(Upto input, TaskContext context) throws Exception {
        long at = context.checkpoint(Place.class).map(Place::number).orElse(0L);
        for (long i = at + 1; i <= input.number(); i++) {
            context.checkStop();
            context.progress(i, input.number());
            if (i % 10 == 0) {
                context.saveCheckpoint(new Place(i));
                LockSupport.parkNanos(5_000_000);
            }
        }
        if (context.plugin().equals("greeter")) {
            context.publish(new Greeted("counted"));
        }
        return new Done(input.number());
    }
}

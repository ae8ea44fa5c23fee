package io.dalbox.bench.many;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Counts and publishes how far it got. */
@Component
@ActionSpec(name = "count", description = "Counts")
public final class Count implements Action<Count.Step, Counted> {

    /** How far to go. */
    public record Step(
            @Param(description = "How many to add", required = false, defaultValue = "1")
            int by) {}

    private final AtomicLong number = new AtomicLong();

    /** Begins with none. */
    @Activate
    public Count() {}

    @Override
    public Counted call(Step step, ActionContext context) {
        Counted counted = new Counted(number.addAndGet(step.by()));
        context.publish(counted);
        return counted;
    }
}

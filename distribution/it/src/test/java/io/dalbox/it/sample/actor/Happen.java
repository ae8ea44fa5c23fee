package io.dalbox.it.sample.actor;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Makes something happen. */
@Component
@ActionSpec(name = "happen", description = "Makes something happen")
public final class Happen implements Action<Happen.Input, Happen.Output> {

    /** What is to happen. */
    public record Input(
            @Param(description = "What it is about") String what,

            @Param(description = "How big it is", required = false, defaultValue = "1")
            long size,

            @Param(description = "How often", required = false, defaultValue = "1")
            int times) {}

    /** What happened. */
    public record Output(
            @Param(description = "The last event") String event) {}

    @Override
    public Output call(Input input, ActionContext context) {
        String event = "";
        for (int i = 0; i < input.times(); i++) {
            event = context.publish(new Happened(input.what(), input.size(), null));
        }
        return new Output(event);
    }
}

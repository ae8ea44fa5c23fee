package io.dalbox.plugins.sample.contract.first;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Greets. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody")
public final class Greet implements Action<Greet.Name, Greet.Greeting> {

    /** Who. */
    public record Name(@Param(description = "Who to greet") String name) {}

    /** What is said. */
    public record Greeting(@Param(description = "The words") String text) {}

    @Override
    public Greeting call(Name input, ActionContext context) {
        context.publish(new Greeted(input.name()));
        return new Greeting("Hello " + input.name());
    }
}

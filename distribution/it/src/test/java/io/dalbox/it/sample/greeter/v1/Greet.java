package io.dalbox.it.sample.greeter.v1;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Greets by name. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody")
public final class Greet implements Action<Greet.Input, Greet.Greeting> {

    /** Who. */
    public record Input(@Param(description = "Who to greet") String name) {}

    /** What is said. */
    public record Greeting(@Param(description = "The words") String text) {}

    @Override
    public Greeting call(Input input, ActionContext context) {
        return new Greeting("Hello " + input.name());
    }
}

package io.dalbox.it.sample.greeter.v2;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Greets a person: the parameter has another name than in version 1. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody")
public final class Greet implements Action<Greet.Input, Greet.Greeting> {

    /** Who. */
    public record Input(@Param(description = "Who to greet") String person) {}

    /** What is said. */
    public record Greeting(@Param(description = "The words") String text) {}

    @Override
    public Greeting call(Input input, ActionContext context) {
        return new Greeting("Hello " + input.person());
    }
}

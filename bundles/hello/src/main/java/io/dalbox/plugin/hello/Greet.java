package io.dalbox.plugin.hello;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import org.osgi.service.component.annotations.Component;

/** Greets somebody by name, and says so to whoever listens. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody by name")
public final class Greet implements Action<Name, Greeting> {

    @Override
    public Greeting call(Name input, ActionContext context) {
        context.publish(new Greeted(input.name()));
        return new Greeting("Hello, " + input.name() + "!");
    }
}

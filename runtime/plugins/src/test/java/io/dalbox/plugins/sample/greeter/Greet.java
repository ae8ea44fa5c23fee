package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Greets, and says which version does. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody")
public final class Greet implements Action<Greet.Name, Greet.Greeting> {

    /** Who. */
    public record Name(
            @Param(description = "Who to greet") String name,

            @Param(description = "How often", defaultValue = "1", min = 1, max = 5)
            Integer times) {}

    /** What is said. */
    public record Greeting(
            @Param(description = "The words") String text,
            @Param(description = "By") String version) {}

    @Override
    public Greeting call(Name input, ActionContext context) {
        String version = FrameworkUtil.getBundle(Greet.class).getVersion().toString();
        if (context.plugin().equals("greeter")) {
            context.publish(new Greeted(input.name()));
        }
        return new Greeting(
                "Hello " + (input.name() + " ").repeat(input.times()).strip(), version);
    }
}

package io.dalbox.plugins.sample.contract.second;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Greets. */
@Component
@ActionSpec(name = "greet", description = "Greets somebody")
public final class Greet implements Action<Greet.Name, Greet.Greeting> {

    static {
        Trap.sprung("action");
    }

    /** How. */
    public enum Mood {
        GLAD,
        SAD;

        static {
            Trap.sprung("enum");
        }
    }

    /** Who, and how. */
    public record Name(
            @Param(description = "Who to greet") String person,

            @Param(description = "How", defaultValue = "glad")
            Mood mood) {
        static {
            Trap.sprung("input");
        }
    }

    /** What is said. */
    public record Greeting(@Param(description = "The words") String text) {}

    @Override
    public Greeting call(Name input, ActionContext context) {
        return new Greeting(input.mood() + " to see " + input.person());
    }
}

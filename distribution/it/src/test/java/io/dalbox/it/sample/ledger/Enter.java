package io.dalbox.it.sample.ledger;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Publishes what it is given; its answer says that it is durable. */
@Component
@ActionSpec(name = "enter", description = "Enters something")
public final class Enter implements Action<Enter.Entry, Enter.Receipt> {

    /** What to enter. */
    public record Entry(
            @Param(description = "Its number") long number,

            @Param(description = "Where those who take it write it down")
            String folder) {}

    /** That it was entered. */
    public record Receipt(@Param(description = "The event") String event) {}

    @Override
    public Receipt call(Entry input, ActionContext context) {
        return new Receipt(context.publish(new Entered(input.number(), input.folder())));
    }
}

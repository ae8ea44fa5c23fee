package io.dalbox.bench.clock;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the flow calls. */
@Component
@ActionSpec(name = "mark", description = "Notes how late a tick arrives")
public final class Mark implements Action<Mark.Tick, Mark.Marked> {

    /** The tick. */
    public record Tick(
            @Param(description = "When it was published") long sent) {}

    /** That it was noted. */
    public record Marked(
            @Param(description = "Ticks so far") int count) {}

    private final Readings readings;

    /** On the readings. */
    @Activate
    public Mark(@Reference Readings readings) {
        this.readings = readings;
    }

    @Override
    public Marked call(Tick input, ActionContext context) {
        readings.add(input.sent());
        return new Marked(readings.count());
    }
}

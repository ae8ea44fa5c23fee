package io.dalbox.plugins.sample.weary;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.plugin.HealthCheck;
import org.osgi.service.component.annotations.Component;

/** Is well for a second. */
@Component(service = {Action.class, HealthCheck.class})
@ActionSpec(name = "yawn", description = "Yawns")
public final class Weary implements Action<Weary.Nothing, Weary.Nothing>, HealthCheck {

    private final long since = System.nanoTime();

    /** Nothing. */
    public record Nothing() {}

    @Override
    public Nothing call(Nothing input, ActionContext context) {
        return input;
    }

    @Override
    public void check() {
        if (System.nanoTime() - since > 1_000_000_000L) {
            throw new IllegalStateException("too tired to go on");
        }
    }
}

package io.dalbox.plugins.sample.ringer;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Calls an action of another plugin. */
@Component
@ActionSpec(name = "ring", description = "Rings")
public final class Ring implements Action<Ring.Bell, Ring.Sound> {

    /** Whose bell. */
    public record Bell(String plugin, String action) {}

    /** What came of it. */
    public record Sound(String heard) {}

    @Override
    public Sound call(Bell input, ActionContext context) {
        return new Sound(String.valueOf(context.actions().call(input.plugin(), input.action(), Map.of(), Map.class)));
    }
}

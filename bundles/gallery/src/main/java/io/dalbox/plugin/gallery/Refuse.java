package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Refuses whatever it gets. */
@Component
@ActionSpec(name = "refuse", description = "Refuses whatever it gets")
public final class Refuse implements Action<Refuse.Input, Refuse.Nothing> {

    /**
     * What is refused.
     *
     * @param name a name
     */
    public record Input(
            @Param(title = "Name", description = "A name", maxLength = 80)
            String name) {}

    /** Nothing. */
    public record Nothing() {}

    @Override
    public Nothing call(Input input, ActionContext context) {
        throw new ActionException(
                ActionException.Kind.INVALID,
                "/name",
                "Nobody may be called " + input.name() + ". Choose another name.");
    }
}

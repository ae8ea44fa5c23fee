package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Hides a person. */
@Component(service = Action.class)
@ActionSpec(name = "hide", description = "Hides a person, or shows the person again")
public final class HideAction implements Action<HideAction.Input, Nothing> {

    private final Decisions decisions;

    /**
     * Who.
     *
     * @param id key of the person
     * @param hidden {@code false} shows again
     */
    public record Input(
            @Param(description = "Key of the person", pattern = Ids.PATTERN)
            String id,

            @Param(description = "No shows the person again", required = false, defaultValue = "true") @Nullable
            Boolean hidden) {}

    /** With what it works on. */
    @Activate
    public HideAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Nothing call(Input input, ActionContext context) {
        decisions.hide(Ids.number(input.id()), !Boolean.FALSE.equals(input.hidden()));
        return new Nothing();
    }
}

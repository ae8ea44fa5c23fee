package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Undoes a decision. */
@Component(service = Action.class)
@ActionSpec(name = "undo", description = "Puts the faces that a decision moved back")
public final class UndoAction implements Action<UndoAction.Input, Nothing> {

    private final Decisions decisions;

    /**
     * What.
     *
     * @param decision its number
     */
    public record Input(
            @Param(description = "The number that the action answered with", pattern = Ids.PATTERN)
            String decision) {}

    /** With what it works on. */
    @Activate
    public UndoAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Nothing call(Input input, ActionContext context) {
        decisions.undo(Ids.number(input.decision()));
        return new Nothing();
    }
}

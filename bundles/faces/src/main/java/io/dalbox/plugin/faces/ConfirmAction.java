package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.plugin.faces.album.Decisions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Confirms faces. */
@Component(service = Action.class)
@ActionSpec(name = "confirm", description = "Says that faces are the person in whose group they are")
public final class ConfirmAction implements Action<Chosen, Decided> {

    private final Decisions decisions;

    /** With what it works on. */
    @Activate
    public ConfirmAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decided call(Chosen input, ActionContext context) {
        return Decided.of(decisions.confirm(Ids.numbers(input.faces(), "/faces")));
    }
}

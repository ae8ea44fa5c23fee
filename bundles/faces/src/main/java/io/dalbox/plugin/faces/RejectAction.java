package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.plugin.faces.album.Decisions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Rejects faces. */
@Component(service = Action.class)
@ActionSpec(name = "reject", description = "Says that faces are somebody else than the person in whose group they are")
public final class RejectAction implements Action<Chosen, Decided> {

    private final Decisions decisions;

    /** With what it works on. */
    @Activate
    public RejectAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decided call(Chosen input, ActionContext context) {
        return Decided.of(decisions.reject(Ids.numbers(input.faces(), "/faces")));
    }
}

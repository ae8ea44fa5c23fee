package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Answers a question. */
@Component(service = Action.class)
@ActionSpec(name = "decide", description = "Answers whether two groups are the same person")
public final class DecideAction implements Action<DecideAction.Input, Decided> {

    private final Decisions decisions;

    /**
     * The answer.
     *
     * @param a key of one, who stays if they are the same
     * @param b key of the other
     * @param same whether they are
     */
    public record Input(
            @Param(description = "Key of one; it stays if they are the same", pattern = Ids.PATTERN)
            String a,

            @Param(description = "Key of the other", pattern = Ids.PATTERN)
            String b,

            @Param(description = "Whether they are the same person")
            boolean same) {}

    /** With what it works on. */
    @Activate
    public DecideAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decided call(Input input, ActionContext context) {
        return Decided.of(decisions.decide(Ids.number(input.a()), Ids.number(input.b()), input.same()));
    }
}

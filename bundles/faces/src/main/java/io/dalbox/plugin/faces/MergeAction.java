package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Joins people. */
@Component(service = Action.class)
@ActionSpec(name = "merge", description = "Makes several people one")
public final class MergeAction implements Action<MergeAction.Input, Decided> {

    private final Decisions decisions;

    /**
     * Who.
     *
     * @param into who stays
     * @param ids who is the same person
     */
    public record Input(
            @Param(description = "Key of the person who stays", pattern = Ids.PATTERN)
            String into,

            @Param(description = "Keys of those who are the same person", maxLength = 1000)
            List<String> ids) {

        /** Copies the list. */
        public Input {
            ids = List.copyOf(ids);
        }
    }

    /** With what it works on. */
    @Activate
    public MergeAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Decided call(Input input, ActionContext context) {
        return Decided.of(decisions.merge(Ids.number(input.into()), Ids.numbers(input.ids(), "/ids")));
    }
}

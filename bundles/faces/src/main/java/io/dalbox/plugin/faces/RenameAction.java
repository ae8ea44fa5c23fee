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

/** Names a person. */
@Component(service = Action.class)
@ActionSpec(name = "rename", description = "Names a person, or takes the name away")
public final class RenameAction implements Action<RenameAction.Input, Nothing> {

    private final Decisions decisions;

    /**
     * Who.
     *
     * @param id key of the person
     * @param name who it is
     */
    public record Input(
            @Param(description = "Key of the person", pattern = Ids.PATTERN)
            String id,

            @Param(description = "Who it is; empty takes the name away", required = false, maxLength = 200) @Nullable
            String name) {}

    /** With what it works on. */
    @Activate
    public RenameAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Nothing call(Input input, ActionContext context) {
        String name = input.name() == null ? "" : input.name().strip();
        if (decisions.rename(Ids.number(input.id()), name.isEmpty() ? null : name) && !name.isEmpty()) {
            context.publish(new PersonNamed(input.id(), name));
        }
        return new Nothing();
    }
}

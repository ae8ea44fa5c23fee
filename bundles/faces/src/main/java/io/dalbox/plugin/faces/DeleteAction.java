package io.dalbox.plugin.faces;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Decisions;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes a person. */
@Component(service = Action.class)
@ActionSpec(name = "delete", description = "Deletes a person with all faces, vectors and thumbnails; the photos stay")
public final class DeleteAction implements Action<DeleteAction.Input, DeleteAction.Answer> {

    private final Decisions decisions;

    /**
     * Who.
     *
     * @param id key of the person
     */
    public record Input(
            @Param(description = "Key of the person", pattern = Ids.PATTERN)
            String id) {}

    /**
     * What was deleted.
     *
     * @param faces how many
     */
    public record Answer(
            @Param(description = "How many faces were deleted")
            int faces) {}

    /** With what it works on. */
    @Activate
    public DeleteAction(@Reference Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public Answer call(Input input, ActionContext context) {
        return new Answer(decisions.delete(Ids.number(input.id())));
    }
}

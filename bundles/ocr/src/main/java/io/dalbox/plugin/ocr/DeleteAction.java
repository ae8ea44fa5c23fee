package io.dalbox.plugin.ocr;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Forgets a result. */
@Component(service = Action.class)
@ActionSpec(name = "delete", description = "Forgets what was recognised of a file; the file stays")
public final class DeleteAction implements Action<DeleteAction.Input, DeleteAction.Answer> {

    /**
     * Which.
     *
     * @param id of the result
     */
    public record Input(
            @Param(description = "The id of the result") long id) {}

    /**
     * What was forgotten.
     *
     * @param path the file
     */
    public record Answer(
            @Param(description = "The file", format = "storage-path")
            String path) {}

    private final Results results;

    /** Over the results. */
    @Activate
    public DeleteAction(@Reference Results results) {
        this.results = results;
    }

    @Override
    public Answer call(Input input, ActionContext context) {
        Kept kept = results.find(input.id())
                .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/id", "There is no result " + input.id()));
        results.delete(input.id());
        return new Answer(kept.path());
    }
}

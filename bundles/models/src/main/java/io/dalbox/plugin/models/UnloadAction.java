package io.dalbox.plugin.models;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.ml.ModelStore;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Gives the memory of a model back. */
@Component(service = Action.class)
@ActionSpec(name = "unload", description = "Takes a model out of memory; it is loaded again when it is needed")
public final class UnloadAction implements Action<Named, UnloadAction.Answer> {

    private final ModelStore store;

    /** With the store. */
    @Activate
    public UnloadAction(@Reference ModelStore store) {
        this.store = store;
    }

    /**
     * What was done.
     *
     * @param unloaded how many sessions there were
     */
    public record Answer(
            @Param(description = "How many sessions of it there were")
            int unloaded) {}

    @Override
    public Answer call(Named input, ActionContext context) {
        return new Answer(store.unload(Models.find(store, input.name()).id()));
    }
}

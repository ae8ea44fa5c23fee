package io.dalbox.plugin.models;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.ml.ModelStore;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Deletes the file of a model. */
@Component(service = Action.class)
@ActionSpec(name = "delete", description = "Deletes the file of a model that was fetched")
public final class DeleteAction implements Action<Named, Removed> {

    private final ModelStore store;

    /** With the store. */
    @Activate
    public DeleteAction(@Reference ModelStore store) {
        this.store = store;
    }

    @Override
    public Removed call(Named input, ActionContext context) throws IOException {
        String name = Models.find(store, input.name()).id();
        store.delete(name);
        Removed removed = new Removed(name);
        context.publish(removed);
        return removed;
    }
}

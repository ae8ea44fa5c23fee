package io.dalbox.plugin.models;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.ml.ModelStore;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Fetches a model. What has come is on disk, so an interrupted run needs no checkpoint to go on. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "install",
        description = "Fetches a model that a plugin needs; continues where it stopped",
        exclusive = "name")
public final class InstallAction implements TaskAction<Named, Installed> {

    private final ModelStore store;

    /** With the store. */
    @Activate
    public InstallAction(@Reference ModelStore store) {
        this.store = store;
    }

    @Override
    public void check(Named input, ActionContext context) {
        Models.find(store, input.name());
    }

    @Override
    public Installed run(Named input, TaskContext task) throws IOException, InterruptedException {
        task.title(Models.find(store, input.name()).label().getOrDefault("en", input.name()));
        task.status("downloading");
        store.install(input.name(), (done, total) -> {
            task.checkStop();
            task.progress(done, total);
        });
        Installed installed = Installed.of(Models.find(store, input.name()));
        task.publish(installed);
        return installed;
    }

    @Override
    public void discard(Named input, TaskContext context) throws IOException {
        store.discard(input.name());
    }
}

package io.dalbox.plugin.faces;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at one photo. */
@Component(service = TaskAction.class)
@ActionSpec(name = "scan", description = "Finds the faces on one photo and sorts them into people", exclusive = "path")
public final class ScanAction implements TaskAction<ScanAction.Input, ScanResult> {

    private final Looker looker;
    private final Storages storages;

    /**
     * Which.
     *
     * @param path the photo
     */
    public record Input(
            @Param(title = "Photo", description = "The photo", format = "storage-path")
            StoragePath path) {}

    /** With the services it works with. */
    @Activate
    public ScanAction(@Reference Looker looker, @Reference Storages storages) {
        this.looker = looker;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        try {
            file(input.path());
        } catch (IOException e) {
            throw new ActionException(Kind.INVALID, "/path", "The photo cannot be read: " + e.getMessage());
        }
    }

    private FileInfo file(StoragePath path) throws IOException {
        return storages.info(path)
                .filter(info -> !info.folder())
                .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/path", "There is no file " + path));
    }

    @Override
    public ScanResult run(Input input, TaskContext task) throws Exception {
        task.title(input.path().name());
        task.progress(0, 1);
        CompletableFuture<Looker.Seen> seen = looker.look(file(input.path()), task.cpu());
        Tally tally = new Tally(0, 0, 0, 0, 0);
        try {
            tally = tally.and(seen.get(), task);
        } catch (InterruptedException e) {
            task.checkStop();
            throw e;
        } catch (ExecutionException e) {
            task.checkStop();
            throw Looker.reason(e);
        } finally {
            seen.cancel(true);
        }
        String problem = seen.join().problem();
        if (problem != null) {
            throw new ActionException(Kind.INVALID, "/path", problem);
        }
        task.progress(1, 1);
        return tally.result(0);
    }
}

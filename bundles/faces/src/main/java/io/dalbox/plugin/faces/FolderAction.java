package io.dalbox.plugin.faces;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugin.faces.album.Album;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks at the photos of a folder. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "scan_folder",
        description = "Finds the faces on the photos of a folder and sorts them into people",
        exclusive = "path")
public final class FolderAction implements TaskAction<FolderAction.Input, ScanResult> {

    private final Looker looker;
    private final Storages storages;
    private final Album album;

    /**
     * Which.
     *
     * @param path the folder
     * @param recursive whether folders in it are looked at, too
     * @param onlyChanged whether photos that have not changed are passed over
     */
    public record Input(
            @Param(title = "Folder", description = "The folder", format = "storage-folder")
            StoragePath path,

            @Param(
                    description = "Whether the folders in it are looked at, too",
                    required = false,
                    defaultValue = "true")
            @Nullable
            Boolean recursive,

            @Param(
                    title = "Only changed",
                    description = "Whether photos that have not changed are passed over",
                    required = false,
                    defaultValue = "true")
            @Nullable
            Boolean onlyChanged) {}

    /** With the services it works with. */
    @Activate
    public FolderAction(@Reference Looker looker, @Reference Storages storages, @Reference Album album) {
        this.looker = looker;
        this.storages = storages;
        this.album = album;
    }

    @Override
    public void check(Input input, ActionContext context) {
        try {
            if (storages.info(input.path()).filter(info -> info.folder()).isEmpty()) {
                throw new ActionException(Kind.NOT_FOUND, "/path", "There is no folder " + input.path());
            }
        } catch (IOException e) {
            throw new ActionException(Kind.INVALID, "/path", "The folder cannot be read: " + e.getMessage());
        }
    }

    @Override
    public ScanResult run(Input input, TaskContext task) throws Exception {
        task.title(
                input.path().segments().isEmpty()
                        ? input.path().storage()
                        : input.path().name());
        boolean deep = !Boolean.FALSE.equals(input.recursive());
        FolderLook look = new FolderLook(looker, storages, album, task, !Boolean.FALSE.equals(input.onlyChanged()));
        return look.at(input.path(), deep);
    }
}

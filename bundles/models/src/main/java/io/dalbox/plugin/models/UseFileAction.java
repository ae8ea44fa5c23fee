package io.dalbox.plugin.models;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.ml.ModelStore;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the owner's file for a model. For administrators, since it reads any file of the server. */
@Component(service = Action.class)
@ActionSpec(
        name = "use_file",
        description =
                "Uses a file of the owner's for a model: from a storage it is copied, elsewhere it stays where it is",
        access = "models.admin")
public final class UseFileAction implements Action<UseFileAction.Input, Installed> {

    private final ModelStore store;
    private final Storages storages;

    /** With the store, and where files are. */
    @Activate
    public UseFileAction(@Reference ModelStore store, @Reference Storages storages) {
        this.store = store;
        this.storages = storages;
    }

    /**
     * Which file for which model.
     *
     * @param name of the model
     * @param path of the file
     */
    public record Input(
            @Param(title = "Model", description = "The model's name, as the list has it", maxLength = 130)
            String name,

            @Param(
                    title = "File",
                    description =
                            "A file of a storage, media:/models/a.onnx, or an absolute path of the server; empty ends the use of such a file",
                    required = false,
                    maxLength = 4096)
            @Nullable
            String path) {}

    @Override
    public Installed call(Input input, ActionContext context) throws IOException {
        String name = Models.find(store, input.name()).id();
        String path = input.path() == null ? "" : input.path().strip();
        if (path.isEmpty() || path.startsWith("/")) {
            store.useFile(name, path.isEmpty() ? null : local(path));
        } else {
            copy(name, path);
        }
        Installed now = Installed.of(Models.find(store, name));
        context.publish(path.isEmpty() ? new Removed(name) : now);
        return now;
    }

    private void copy(String name, String path) throws IOException {
        try (FileChannel file = storages.open(StoragePath.parse(path), Set.of(StandardOpenOption.READ))) {
            store.put(name, Channels.newInputStream(file));
        } catch (IllegalArgumentException | NoSuchFileException e) {
            throw new ActionException(Kind.INVALID, "/path", "There is no file " + path + ": " + e.getMessage());
        }
    }

    private static Path local(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new ActionException(Kind.INVALID, "/path", "This is no path: " + e.getMessage());
        }
    }
}

package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.ml.Models;
import io.dalbox.plugin.ocr.input.Format;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads all files of a folder, each as a task of its own, so that one that fails keeps no other from being read. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "recognize_folder",
        description = "Recognises the text of the pictures and documents in a folder, and of its videos if wanted")
public final class RecognizeFolderAction
        implements TaskAction<RecognizeFolderAction.Input, RecognizeFolderAction.Result> {

    /**
     * Which folder, and how.
     *
     * @param path the folder
     * @param recursive whether folders in it are gone through too
     * @param onlyChanged whether files are left out that were read and have not changed since
     * @param videos whether videos are read too
     * @param languages as for one file
     * @param engine as for one file
     */
    public record Input(
            @Param(title = "Folder", description = "The folder", format = "storage-folder")
            String path,

            @Param(
                    title = "With the folders in it",
                    description = "Whether the folders in it are gone through too",
                    defaultValue = "true")
            boolean recursive,

            @Param(
                    title = "Only what changed",
                    description = "Leaves out what was read before and has not changed since",
                    defaultValue = "true")
            boolean onlyChanged,

            @Param(
                    title = "Videos too",
                    description = "Reads subtitles on videos too, which takes long",
                    defaultValue = "false")
            boolean videos,

            @Param(
                    title = "Languages",
                    description = "Languages to look for; those of the settings when left out",
                    required = false,
                    maxLength = 8)
            @Nullable
            List<String> languages,

            @Param(
                    title = "Engine",
                    description = "The engine; that of the settings when left out",
                    required = false,
                    options = {"auto", "tesseract", "ppocr"})
            @Nullable
            String engine) {}

    /**
     * What became of it.
     *
     * @param files how many were read
     * @param unchanged how many were left out
     * @param failed how many could not be read
     */
    public record Result(
            @Param(description = "How many files were read") int files,
            @Param(description = "How many had not changed") int unchanged,

            @Param(description = "How many could not be read; their tasks say why")
            int failed) {}

    private final OcrSettings settings;
    private final Models models;
    private final Results results;
    private final Storages storages;

    /** With what it works on. */
    @Activate
    public RecognizeFolderAction(
            @Reference OcrSettings settings,
            @Reference Models models,
            @Reference Results results,
            @Reference Storages storages) {
        this.settings = settings;
        this.models = models;
        this.results = results;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        Wish.of(input.engine(), input.languages(), settings).check(models);
        try {
            Found.folder(storages, input.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Result run(Input input, TaskContext task) throws Exception {
        Wish wish = Wish.of(input.engine(), input.languages(), settings).check(models);
        task.title(input.path());
        task.status("recognizing");
        Deque<StoragePath> folders = new ArrayDeque<>();
        folders.add(Found.folder(storages, input.path()).path());
        int files = 0;
        int unchanged = 0;
        while (!folders.isEmpty()) {
            task.checkStop();
            for (FileInfo each : storages.list(folders.remove())) {
                if (each.folder()) {
                    if (input.recursive()) {
                        folders.add(each.path());
                    }
                } else if (Format.worthALook(each.path().name(), input.videos())) {
                    if (input.onlyChanged() && isRead(each, wish)) {
                        unchanged++;
                    } else {
                        files++;
                        start(each, input, task);
                    }
                }
            }
        }
        int failed = task.awaitChildren();
        return new Result(files - failed, unchanged, failed);
    }

    private boolean isRead(FileInfo file, Wish wish) {
        return results.of(file.path().toString())
                .filter(kept -> kept.fits(file) && kept.wish().equals(wish.text()))
                .isPresent();
    }

    private static void start(FileInfo file, Input input, TaskContext task) {
        String path = file.path().toString();
        Map<String, Object> wanted = new HashMap<>(Map.of("path", path));
        if (input.languages() != null) {
            wanted.put("languages", input.languages());
        }
        if (input.engine() != null) {
            wanted.put("engine", input.engine());
        }
        task.startChild("ocr", "recognize", wanted, path);
    }
}

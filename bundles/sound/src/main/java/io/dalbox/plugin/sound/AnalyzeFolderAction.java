package io.dalbox.plugin.sound;

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
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Listens to all files of a folder, one after the other; what one cannot be listened to does not keep it from the others. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "analyze_folder",
        description = "Finds speech, music, noise and silence in all sound files and films of a folder")
public final class AnalyzeFolderAction implements TaskAction<AnalyzeFolderAction.Input, AnalyzeFolderAction.Result> {

    /** More are counted, not listed. */
    private static final int MOST_FAILURES = 50;

    /** How finely the progress of one file is told. */
    private static final long PARTS = 1000;

    /** What to listen to. */
    public record Input(
            @Param(description = "The folder", format = "storage-folder")
            StoragePath path,

            @Param(description = "Whether the folders in it are taken too", defaultValue = "true")
            boolean recursive,

            @Param(
                    title = "Only what changed",
                    description = "Leaves out files that were analysed and have not changed since",
                    defaultValue = "true")
            boolean onlyChanged) {}

    /** What became of them. */
    public record Result(
            @Param(description = "Files that were analysed") int analyzed,

            @Param(description = "Files that had not changed")
            int unchanged,

            @Param(description = "Files that could not be analysed")
            int failed,

            @Param(description = "What was wrong with them, the first 50")
            List<String> failures) {
        /** Copies the list. */
        public Result {
            failures = List.copyOf(failures);
        }
    }

    /** Where a run that begins again goes on: the files before it, in the order of the folder, are done. */
    public record Done(int files, int analyzed, int unchanged, int failed, List<String> failures) {
        /** Copies the list. */
        public Done {
            failures = List.copyOf(failures);
        }
    }

    private final Analyzer analyzer;
    private final Library library;
    private final Storages storages;

    /** With what listens, and what is known already. */
    @Activate
    public AnalyzeFolderAction(@Reference Analyzer analyzer, @Reference Library library, @Reference Storages storages) {
        this.analyzer = analyzer;
        this.library = library;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        try {
            if (storages.info(input.path()).filter(FileInfo::folder).isEmpty()) {
                throw new ActionException(Kind.NOT_FOUND, "/path", "There is no folder " + input.path());
            }
        } catch (IOException e) {
            throw Analyzer.problem(Kind.UNAVAILABLE, input.path() + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public Result run(Input input, TaskContext task) throws Exception {
        task.title(input.path().toString());
        List<FileInfo> files = Folder.files(input.path(), input.recursive(), task);
        Done done = task.checkpoint(Done.class).orElse(new Done(0, 0, 0, 0, List.of()));
        for (int i = Math.min(done.files(), files.size()); i < files.size(); i++) {
            task.checkStop();
            task.progress(i * PARTS, files.size() * PARTS);
            task.phase(files.get(i).path().name());
            done = one(files, i, input, task, done);
            task.saveCheckpoint(done);
        }
        task.phase(null);
        task.progress(files.size() * PARTS, files.size() * PARTS);
        return new Result(done.analyzed(), done.unchanged(), done.failed(), done.failures());
    }

    private Done one(List<FileInfo> files, int i, Input input, TaskContext task, Done done) throws Exception {
        FileInfo file = files.get(i);
        if (input.onlyChanged() && library.find(file).isPresent()) {
            return new Done(i + 1, done.analyzed(), done.unchanged() + 1, done.failed(), done.failures());
        }
        try {
            analyzer.analyze(file, task, (seconds, total) -> {
                task.checkStop();
                task.progress(i * PARTS + Math.round(PARTS * seconds / total), files.size() * PARTS);
            });
            return new Done(i + 1, done.analyzed() + 1, done.unchanged(), done.failed(), done.failures());
        } catch (ActionException e) {
            if (e.kind() != Kind.INVALID) {
                throw e;
            }
            List<String> failures = new ArrayList<>(done.failures());
            if (failures.size() < MOST_FAILURES) {
                failures.add(e.getMessage());
            }
            return new Done(i + 1, done.analyzed(), done.unchanged(), done.failed() + 1, failures);
        }
    }
}

package io.dalbox.plugin.sound;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.Children;
import io.dalbox.plugin.sound.analysis.FastStart;
import io.dalbox.plugin.sound.analysis.Ffmpeg;
import io.dalbox.plugin.sound.analysis.Span;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes a file's sound without its silences. ffmpeg goes back to write headers, so it writes a temporary file, which is then copied to
 * where it belongs.
 */
@Component(service = TaskAction.class)
@ActionSpec(name = "cut_silence", description = "Saves the sound of a file without its silent stretches")
public final class CutSilenceAction implements TaskAction<CutSilenceAction.Input, CutSilenceAction.Result> {

    /** What stays of a silence at each end unless said otherwise: as long as people pause between sentences. */
    private static final double REST = 0.2;

    /** What to cut. */
    public record Input(
            @Param(description = "A sound file, or a film with sound", format = "media")
            StoragePath path,

            @Param(
                    title = "Save to",
                    description = "The new file; its ending (wav, flac, mp3, ogg, opus, m4a) decides the format",
                    format = "storage-path")
            StoragePath savePath,

            @Param(
                    title = "Silence to keep",
                    description = "Seconds of silence that stay before and after each cut; 0.2 unless given",
                    required = false,
                    min = 0,
                    max = 10)
            @Nullable
            Double keep) {

        double rest() {
            return keep == null ? REST : keep;
        }
    }

    /** What was written. */
    public record Result(
            @Param(description = "The new file", format = "storage-path")
            String filePath,

            @Param(description = "How many silences were cut")
            int cuts,

            @Param(description = "How many seconds shorter it is", format = "duration")
            double seconds) {}

    private final Analyzer analyzer;
    private final Library library;
    private final Children children;
    private final Storages storages;

    /** With what finds silences, and what writes. */
    @Activate
    public CutSilenceAction(
            @Reference Analyzer analyzer,
            @Reference Library library,
            @Reference Children children,
            @Reference Storages storages) {
        this.analyzer = analyzer;
        this.library = library;
        this.children = children;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        CutPlan.format(input.savePath());
        try {
            Analyzer.file(storages, input.path());
            Target.requireFree(storages, input.savePath());
        } catch (IOException e) {
            throw Analyzer.problem(Kind.UNAVAILABLE, input.path() + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public Result run(Input input, TaskContext task) throws Exception {
        task.title(input.savePath().name());
        FileInfo file = Analyzer.file(task.storages(), input.path());
        Sound known = library.find(file).orElse(null);
        Sound sound = known != null ? known : analyzer.analyze(file, task, Analyzer.progressOf(task));
        List<Span> keep = CutPlan.keep(sound.duration(), library.parts(sound.id(), Layer.SILENCES), input.rest());
        if (keep.isEmpty()) {
            throw new ActionException(
                    Kind.INVALID, input.path() + " is silent from beginning to end; nothing would be left of it");
        }
        task.phase("cutting");
        write(input, keep, task);
        double left = keep.stream().mapToDouble(Span::length).sum();
        return new Result(input.savePath().toString(), keep.size() - 1, sound.duration() - left);
    }

    private void write(Input input, List<Span> keep, TaskContext task) throws Exception {
        Path made = Files.createTempFile("dalbox-sound", ".part");
        try (FileChannel channel = task.storages().open(input.path(), Set.of(StandardOpenOption.READ))) {
            children.run(Ffmpeg.cut(keep, CutPlan.format(input.savePath()), made.toString())
                            .input(FastStart.stream(channel)))
                    .orThrow();
            task.checkStop();
            try (InputStream bytes = Files.newInputStream(made)) {
                Target.write(task.storages(), input.savePath(), bytes, task::checkStop);
            }
        } catch (ChildException e) {
            task.checkStop();
            throw Analyzer.problem(Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (InterruptedException | IOException e) {
            task.checkStop();
            throw e;
        } finally {
            Files.deleteIfExists(made);
        }
    }
}

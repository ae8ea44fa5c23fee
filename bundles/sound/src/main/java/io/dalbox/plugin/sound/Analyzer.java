package io.dalbox.plugin.sound;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.Children;
import io.dalbox.ml.Inference;
import io.dalbox.plugin.sound.analysis.BadSoundException;
import io.dalbox.plugin.sound.analysis.FastStart;
import io.dalbox.plugin.sound.analysis.Findings;
import io.dalbox.plugin.sound.analysis.Listening;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Listens to files for a task, and keeps what it finds. Thread-safe. */
@Component(service = Analyzer.class)
public final class Analyzer {

    private static final double MILLIS = 1000;

    private final Children children;
    private final Inference inference;
    private final Library library;
    private final SoundSettings settings;

    /** With what it needs. */
    @Activate
    public Analyzer(
            @Reference Children children,
            @Reference Inference inference,
            @Reference Library library,
            @Reference SoundSettings settings) {
        this.children = children;
        this.inference = inference;
        this.library = library;
        this.settings = settings;
    }

    /**
     * Finds a file to listen to.
     *
     * @throws ActionException if there is none, or it is a folder or empty
     */
    static FileInfo file(Storages storages, StoragePath path) throws IOException {
        FileInfo file = storages.info(path)
                .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/path", "There is no file " + path));
        if (file.folder()) {
            throw new ActionException(
                    Kind.INVALID, "/path", path + " is a folder; the action analyze_folder takes all that is in it");
        }
        if (file.size() == 0) {
            throw new ActionException(Kind.INVALID, "/path", path + " is empty: it has no sound");
        }
        return file;
    }

    /**
     * Listens, keeps the result and tells of it.
     *
     * @throws ActionException if there is nothing to listen to, or ffmpeg is missing
     */
    Sound analyze(FileInfo file, TaskContext task, Listening.Progress progress) throws Exception {
        Findings found = listen(file, task, progress);
        task.checkStop();
        Sound sound = library.save(file, found);
        task.publish(new SoundAnalyzed(
                task.taskId(), sound.path(), sound.duration(), sound.speech(), sound.music(), sound.loudness()));
        return sound;
    }

    private Findings listen(FileInfo file, TaskContext task, Listening.Progress progress) throws Exception {
        Listening listening = new Listening(children, task.cpu(), inference, settings.thresholds(), progress);
        try (FileChannel channel = task.storages().open(file.path(), Set.of(StandardOpenOption.READ))) {
            return listening.run(FastStart.stream(channel), channel.size());
        } catch (BadSoundException e) {
            task.checkStop();
            throw problem(Kind.INVALID, file.path() + " " + String.valueOf(e.getMessage()), e);
        } catch (ChildException e) {
            task.checkStop();
            throw problem(Kind.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        } catch (IOException | InterruptedException e) {
            // Whoever is stopped gets all kinds of these, from the channel, the child and the models.
            task.checkStop();
            throw e;
        }
    }

    static ActionException problem(Kind kind, String message, Exception cause) {
        ActionException problem = new ActionException(kind, message);
        problem.initCause(cause);
        return problem;
    }

    /** Tells a task how far one file is, in milliseconds of sound. */
    static Listening.Progress progressOf(TaskContext task) {
        return (seconds, total) -> {
            task.checkStop();
            task.progress(Math.round(seconds * MILLIS), Math.round(total * MILLIS));
        };
    }
}

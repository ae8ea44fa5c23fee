package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.compute.Children;
import io.dalbox.ml.Models;
import io.dalbox.plugin.ocr.input.BadFileException;
import io.dalbox.plugin.ocr.input.Format;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads the text of one file. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "recognize",
        description =
                "Recognises the text of a picture, a PDF or a video with subtitles in it, and keeps it searchable",
        exclusive = "path")
public final class RecognizeAction implements TaskAction<RecognizeInput, RecognizeResult> {

    /** What was begun. */
    record Begun(long document) {}

    private final OcrSettings settings;
    private final Recognising recognising;
    private final Results results;
    private final Models models;
    private final Storages storages;
    private final Children children;

    /** With what it works on. */
    @Activate
    public RecognizeAction(
            @Reference OcrSettings settings,
            @Reference Recognising recognising,
            @Reference Results results,
            @Reference Models models,
            @Reference Storages storages,
            @Reference Children children,
            @Reference Codecs codecs) {
        Objects.requireNonNull(codecs, "Pages are drawn with them");
        this.settings = settings;
        this.recognising = recognising;
        this.results = results;
        this.models = models;
        this.storages = storages;
        this.children = children;
    }

    @Override
    public void check(RecognizeInput input, ActionContext context) {
        Wish.of(input.engine(), input.languages(), settings).check(models);
        try {
            Found.file(storages, input.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public RecognizeResult run(RecognizeInput input, TaskContext task) throws Exception {
        Wish wish = Wish.of(input.engine(), input.languages(), settings).check(models);
        FileInfo file = Found.file(storages, input.path());
        task.title(file.path().name());
        task.status("recognizing");
        try (FileChannel channel = storages.open(file.path(), Set.of(StandardOpenOption.READ))) {
            SourceFile source = new SourceFile(file.path().name(), channel);
            boolean video = source.format() == Format.VIDEO;
            long document = begin(file, video ? "video" : "document", wish, task);
            Summary summary = video
                    ? new VideoWork(source, wish, settings, recognising.pages(), children, task)
                            .run(page -> results.put(document, page))
                    : new DocumentWork(source, wish, settings.limits(), recognising.pages(), task)
                            .run(results.numbers(document), page -> results.put(document, page));
            return finish(document, summary, task);
        } catch (BadFileException e) {
            throw new ActionException(Kind.INVALID, "/path", String.valueOf(e.getMessage()));
        }
    }

    private long begin(FileInfo file, String kind, Wish wish, TaskContext task) {
        Optional<Begun> before = task.checkpoint(Begun.class);
        if (before.isPresent() && results.isBegun(before.get().document(), file)) {
            return before.get().document();
        }
        before.ifPresent(begun -> results.delete(begun.document()));
        long document = results.begin(file, kind, wish);
        task.saveCheckpoint(new Begun(document));
        return document;
    }

    private RecognizeResult finish(long document, Summary summary, TaskContext task) {
        Kept kept = results.finish(document, summary.confidence(), summary.engine(), summary.language());
        task.publish(new OcrCompleted(task.taskId(), kept.path(), kept.pages(), kept.textLength(), kept.language()));
        return new RecognizeResult(
                document,
                kept.path(),
                kept.pages(),
                Exports.text(results, kept, RecognizeResult.LONGEST_TEXT),
                kept.textLength(),
                kept.confidence(),
                kept.language(),
                kept.engine());
    }

    @Override
    public void discard(RecognizeInput input, TaskContext task) {
        task.checkpoint(Begun.class)
                .filter(begun -> results.find(begun.document()).isEmpty())
                .ifPresent(begun -> results.delete(begun.document()));
    }
}

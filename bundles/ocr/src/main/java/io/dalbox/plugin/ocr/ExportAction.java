package io.dalbox.plugin.ocr;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.compute.WorkOptions;
import io.dalbox.plugin.ocr.input.BadFileException;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a result into a file. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "export",
        description = "Writes what was recognised into a file: text, hOCR, a searchable PDF, or SRT subtitles")
public final class ExportAction implements TaskAction<ExportAction.Input, ExportAction.Result> {

    /**
     * Which result, and where to.
     *
     * @param id of the result
     * @param format of the file
     * @param savePath a file, or a folder when it ends with a slash; beside the source when {@code null}
     */
    public record Input(
            @Param(description = "The id of the result") long id,

            @Param(
                    title = "Format",
                    description = "text, hocr (words with boxes), pdf (searchable), srt (of a video)",
                    options = {"text", "hocr", "pdf", "srt"})
            String format,

            @Param(
                    title = "Save to",
                    description =
                            "A file, or a folder when it ends with a slash; beside the source when left out. Nothing is"
                                    + " overwritten",
                    required = false,
                    format = "storage-path")
            @Nullable
            String savePath) {}

    /**
     * What was written.
     *
     * @param filePath the file
     * @param fileSize in bytes
     */
    public record Result(
            @Param(description = "The file", format = "storage-path")
            String filePath,

            @Param(description = "In bytes", format = "bytes")
            long fileSize) {}

    /** What was begun. */
    record Begun(String file) {}

    private final Results results;
    private final OcrSettings settings;
    private final Storages storages;

    /** With what it works on. */
    @Activate
    public ExportAction(
            @Reference Results results,
            @Reference OcrSettings settings,
            @Reference Storages storages,
            @Reference Codecs codecs) {
        Objects.requireNonNull(codecs, "Pages are drawn with them");
        this.results = results;
        this.settings = settings;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        Kept kept = kept(input);
        boolean video = kept.kind().equals("video");
        if (video && input.format().equals("pdf")) {
            throw new ActionException(Kind.INVALID, "/format", "A video has no pages; export it as srt or text");
        }
        if (!video && input.format().equals("srt")) {
            throw new ActionException(
                    Kind.INVALID, "/format", "Only what was read of a video has times; choose another format");
        }
        target(input, kept);
    }

    private Kept kept(Input input) {
        return results.find(input.id())
                .orElseThrow(() -> new ActionException(Kind.NOT_FOUND, "/id", "There is no result " + input.id()));
    }

    private static StoragePath target(Input input, Kept kept) {
        StoragePath source = StoragePath.parse(kept.path());
        String name = source.name().replaceFirst("(?<=.)\\.[^.]*$", "") + "."
                + switch (input.format()) {
                    case "text" -> "txt";
                    case "hocr" -> "hocr";
                    case "pdf" -> "ocr.pdf";
                    default -> "srt";
                };
        String wanted = input.savePath();
        try {
            if (wanted == null || wanted.isBlank()) {
                return source.parent().resolve(name);
            }
            StoragePath path = StoragePath.parse(wanted);
            return wanted.endsWith("/") ? path.resolve(name) : path;
        } catch (IllegalArgumentException e) {
            throw new ActionException(Kind.INVALID, "/save_path", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Result run(Input input, TaskContext task) throws Exception {
        Kept kept = kept(input);
        StoragePath target = target(input, kept);
        task.title(target.name());
        task.status("exporting");
        // What a run that was cut off left is ours to replace; what anybody else has written is not.
        if (task.checkpoint(Begun.class)
                .filter(begun -> begun.file().equals(target.toString()))
                .isPresent()) {
            storages.delete(target);
        }
        FileChannel created;
        try {
            created = storages.open(target, Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw new ActionException(
                    Kind.CONFLICT, "/save_path", target + " exists already; choose another name, or remove it first");
        }
        task.saveCheckpoint(new Begun(target.toString()));
        boolean written = false;
        try (FileChannel channel = created) {
            write(input.format(), kept, channel, task);
            channel.force(true);
            written = true;
            return new Result(target.toString(), channel.size());
        } catch (BadFileException e) {
            throw new ActionException(Kind.INVALID, "/id", String.valueOf(e.getMessage()));
        } finally {
            if (!written) {
                storages.delete(target);
            }
        }
    }

    private void write(String format, Kept kept, FileChannel channel, TaskContext task) throws Exception {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        if (format.equals("pdf")) {
            pdf(kept, out, task);
        } else {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            switch (format) {
                case "text" ->
                    Exports.eachPage(results, kept, page -> {
                        writer.append(page.text().text()).append(page.start() == null ? "\n\f" : "\n");
                        return true;
                    });
                case "hocr" -> Exports.hocr(results, kept, writer);
                default -> Exports.srt(results, kept, writer);
            }
            writer.flush();
        }
        out.flush();
    }

    private void pdf(Kept kept, OutputStream out, TaskContext task) throws Exception {
        FileInfo file = Found.file(storages, kept.path());
        if (!kept.fits(file)) {
            throw new ActionException(
                    Kind.CONFLICT, kept.path() + " has changed since it was read. Recognise it again, then export it");
        }
        try (FileChannel channel = storages.open(file.path(), Set.of(StandardOpenOption.READ))) {
            SearchablePdf pdf = new SearchablePdf(
                    new SourceFile(file.path().name(), channel),
                    settings.limits(),
                    number -> results.page(kept.id(), number)
                            .map(StoredPage::text)
                            .orElse(null));
            CompletableFuture<Boolean> made = task.cpu().submit(WorkOptions.named("export"), () -> {
                pdf.write(out);
                return true;
            });
            try {
                made.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            } catch (InterruptedException e) {
                made.cancel(true);
                task.checkStop();
                throw e;
            }
        }
    }

    @Override
    public void discard(Input input, TaskContext task) throws IOException {
        // What was begun is deleted when the run ends; only a killed process leaves it.
        if (task.checkpoint(Begun.class).isPresent()) {
            storages.delete(StoragePath.parse(task.checkpoint(Begun.class).get().file()));
        }
    }
}

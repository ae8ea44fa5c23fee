package io.dalbox.plugin.download;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.compute.WorkOptions;
import io.dalbox.net.FetchResponse;
import io.dalbox.plugin.download.Checkpoint.Source;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import io.dalbox.task.TransientException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One run of a download: connect or continue, fetch, verify, put in place.
 *
 * <p>The checkpoint is saved first when the partial file is made, then about every second, and with {@code finishing} before the
 * rename; so after a crash at any point the next run knows which files are its own.
 */
final class Download {

    private static final int MOST_RESTARTS = 3;

    /** Whoever fails at ranges so often sends them wrongly, whatever it promises. */
    private static final int MOST_RANGED_RESTARTS = 1;

    private final DownloadInput input;
    private final TaskContext context;
    private final Job job;
    private final DownloadSettings settings;
    private final Storages storages;
    private int restarts;

    Download(DownloadInput input, TaskContext context, Job job, DownloadSettings settings) {
        this.input = input;
        this.context = context;
        this.job = job;
        this.settings = settings;
        this.storages = context.storages();
    }

    DownloadResult run() throws Exception {
        try {
            return place(fetch());
        } catch (TransientException e) {
            if (context.attempt() < job.tuning().runs()) {
                throw e;
            }
            throw failed(new ActionException(Kind.UNAVAILABLE, Failures.words(e)), e);
        } catch (ActionException e) {
            throw failed(e, e);
        } catch (InterruptedException e) {
            context.checkStop();
            throw e;
        } catch (IOException e) {
            context.checkStop();
            throw failed(new ActionException(Kind.UNAVAILABLE, Failures.words(e)), e);
        }
    }

    private ActionException failed(ActionException failure, Exception cause) {
        if (failure != cause) {
            failure.initCause(cause);
        }
        context.publish(new DownloadFailed(context.taskId(), Words.url(input.url()), Failures.words(failure)));
        return failure;
    }

    private Checkpoint fetch() throws Exception {
        @Nullable Checkpoint saved = context.checkpoint(Checkpoint.class).orElse(null);
        while (true) {
            try {
                return fetch(saved);
            } catch (SourceChangedException e) {
                if (restarts++ == MOST_RESTARTS) {
                    throw e;
                }
                saved = context.checkpoint(Checkpoint.class)
                        .map(Download::fromZero)
                        .orElse(null);
            }
        }
    }

    /** Keeps the names, but nothing of the content. */
    private static Checkpoint fromZero(Checkpoint saved) {
        return saved.with(List.of());
    }

    private Checkpoint fetch(@Nullable Checkpoint saved) throws Exception {
        context.phase("connecting");
        if (saved != null && saved.finishing()) {
            return saved;
        }
        if (saved != null && continuable(saved)) {
            context.title(saved.targetPath().name());
            context.phase(null);
            return new Transfer(context, job, new Part(storages, saved.partPath()), saved).run(null);
        }
        try (FetchResponse response = connect()) {
            Checkpoint begun = begin(response, saved);
            context.phase(null);
            return new Transfer(context, job, new Part(storages, begun.partPath()), begun).run(response);
        }
    }

    private boolean continuable(Checkpoint saved) throws IOException {
        long noted = saved.segments().stream()
                .filter(span -> span.position() > span.start())
                .mapToLong(Checkpoint.Span::position)
                .max()
                .orElse(0);
        return noted > 0 && saved.source().validator() != null && new Part(storages, saved.partPath()).size() >= noted;
    }

    private FetchResponse connect() throws IOException, InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                return job.origin().whole();
            } catch (IOException e) {
                context.checkStop();
                Attempts.pauseOrThrow(e, failures, job.tuning());
            }
        }
    }

    private Checkpoint begin(FetchResponse response, @Nullable Checkpoint former) throws IOException {
        Source described = Origin.describe(response);
        Source source = restarts > MOST_RANGED_RESTARTS ? described.withoutRanges() : described;
        if (source.size() > job.maxSize()) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "The file has " + Words.bytes(source.size()) + ", more than the limit of "
                            + Words.bytes(job.maxSize()) + ". Raise the limit, then retry");
        }
        Place place = Place.of(input.savePath(), settings.defaultFolder(), storages);
        Space.require(
                storages,
                place.folder(),
                Math.max(0, source.size()),
                job.tuning().reserve());
        int connections = source.ranges() ? settings.segments(input) : 1;
        List<Checkpoint.Span> spans = Segment.plan(
                        source.size(), connections, job.tuning().smallestSegment())
                .stream()
                .map(Segment::span)
                .toList();
        Checkpoint begun = former != null && new Part(storages, former.partPath()).exists()
                ? new Checkpoint(former.part(), former.target(), source, spans, false)
                : claim(place, response, source, spans);
        context.saveCheckpoint(begun);
        context.title(begun.targetPath().name());
        return begun;
    }

    private Checkpoint claim(Place place, FetchResponse response, Source source, List<Checkpoint.Span> spans)
            throws IOException {
        String asked = place.name();
        String name = asked != null
                ? asked
                : FileNames.choose(response.header("Content-Disposition").orElse(null), response.url());
        Part.Claim claim = Part.claim(storages, place.folder(), name);
        return new Checkpoint(claim.part().path().toString(), claim.target().toString(), source, spans, false);
    }

    private DownloadResult place(Checkpoint complete) throws Exception {
        context.phase("verifying");
        Part part = new Part(storages, complete.partPath());
        long size = complete.segments().stream()
                .mapToLong(span -> span.position() - span.start())
                .sum();
        StoragePath file = complete.finishing() ? recover(complete, part, size) : null;
        if (file == null) {
            part.truncate(size);
            part.force();
            verify(part, complete);
            file = rename(complete, part);
        }
        context.title(file.name());
        context.progress(size, size);
        context.phase(null);
        String mime = complete.source().mimeType();
        context.publish(new DownloadCompleted(context.taskId(), file.toString(), size, mime));
        return new DownloadResult(file.toString(), size, mime);
    }

    /** After a crash while renaming: returns the file when the rename had been done. */
    private @Nullable StoragePath recover(Checkpoint complete, Part part, long size) throws IOException {
        Optional<FileInfo> target = storages.info(complete.targetPath());
        if (!part.exists()) {
            if (target.isPresent() && target.get().size() == size) {
                return complete.targetPath();
            }
            throw new ActionException(Kind.CONFLICT, "The file was taken away while it was finished; download it anew");
        }
        if (target.isPresent() && target.get().size() == 0) {
            // The empty file is this task's own: it held the name for the rename that did not come.
            storages.delete(complete.targetPath());
        }
        return null;
    }

    private void verify(Part part, Checkpoint complete) throws IOException, InterruptedException {
        String expected = input.sha256();
        if (expected == null) {
            return;
        }
        context.saveCheckpoint(complete);
        String found = hash(part);
        if (!found.equals(expected.toLowerCase(Locale.ROOT))) {
            context.saveCheckpoint(fromZero(complete));
            throw new ActionException(
                    Kind.CONFLICT,
                    "The file is not the expected one: its SHA-256 is " + found + ", expected was "
                            + expected.toLowerCase(Locale.ROOT)
                            + ". Check the checksum and the link; a retry downloads it anew");
        }
    }

    private String hash(Part part) throws IOException, InterruptedException {
        CompletableFuture<String> hash = context.cpu().submit(WorkOptions.named("checksum"), part::sha256);
        try {
            return hash.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new DiskException("The file cannot be read back: " + Failures.words(cause), new IOException(cause));
        } finally {
            hash.cancel(true);
        }
    }

    private StoragePath rename(Checkpoint complete, Part part) throws IOException {
        StoragePath first = complete.targetPath();
        for (int number = 1; ; number++) {
            context.checkStop();
            StoragePath target = first.parent().resolve(FileNames.numbered(first.name(), number));
            if (storages.info(target).isEmpty()) {
                context.saveCheckpoint(complete.finishingAs(target));
                try {
                    storages.move(part.path(), target);
                    return target;
                } catch (FileAlreadyExistsException e) {
                    // Somebody took the name just now; nothing was replaced, the next one is tried.
                    continue;
                }
            }
        }
    }
}

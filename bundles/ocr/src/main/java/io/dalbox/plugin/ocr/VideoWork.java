package io.dalbox.plugin.ocr;

import io.dalbox.compute.Children;
import io.dalbox.plugin.ocr.input.SourceFile;
import io.dalbox.plugin.ocr.input.VideoFrames;
import io.dalbox.plugin.ocr.text.PageReader;
import io.dalbox.plugin.ocr.text.PageText;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the subtitles that are part of the pictures of a video. */
final class VideoWork {

    private final SourceFile source;
    private final Wish wish;
    private final OcrSettings settings;
    private final PageReader reader;
    private final Children children;
    private final TaskContext task;
    private final Summary summary = new Summary();

    VideoWork(
            SourceFile source,
            Wish wish,
            OcrSettings settings,
            PageReader reader,
            Children children,
            TaskContext task) {
        this.source = source;
        this.wish = wish;
        this.settings = settings;
        this.reader = reader;
        this.children = children;
        this.task = task;
    }

    /**
     * Reads.
     *
     * @param keep is given each text when it ends
     */
    Summary run(Consumer<StoredPage> keep) throws Exception {
        long interval = settings.videoInterval().toMillis();
        Subtitles subtitles = new Subtitles(interval);
        AtomicLong total = new AtomicLong(-1);
        long[] frames = {0, 0};
        try (PageJobs<Long> jobs = new PageJobs<>(task.cpu(), reader, wish, (time, page) -> {
            keep(subtitles.add(time, page), keep);
            task.progress(++frames[1], Math.max(frames[1], total.get()));
        })) {
            new VideoFrames(children, source, settings.videoInterval(), settings.wholeFrame())
                    .each(frame -> add(jobs, interval * frames[0]++, () -> frame), total::set);
            jobs.finish();
        } catch (InterruptedException | InterruptedIOException e) {
            task.checkStop();
            throw e;
        }
        keep(subtitles.end(), keep);
        return summary;
    }

    private void keep(@Nullable StoredPage text, Consumer<StoredPage> keep) {
        if (text != null) {
            PageText read = text.text();
            summary.add(read);
            keep.accept(text);
        }
    }

    /** On the thread that reads what ffmpeg writes, which waits meanwhile, and ffmpeg with it. */
    private void add(PageJobs<Long> jobs, long time, PageJobs.Picture picture) throws IOException {
        try {
            task.checkStop();
            jobs.add(time, picture);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The task is to stop");
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}

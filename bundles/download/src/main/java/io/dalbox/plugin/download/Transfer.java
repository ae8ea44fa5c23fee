package io.dalbox.plugin.download;

import io.dalbox.net.FetchResponse;
import io.dalbox.plugin.download.Checkpoint.Source;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches all segments at once. The task's thread only watches: it reports progress, notes what is safe on disk, and stops
 * the workers when one of them fails or the task is asked to stop. All workers have ended when {@link #run} returns.
 */
final class Transfer {

    private static final Duration TICK = Duration.ofMillis(200);

    private final TaskContext context;
    private final Job job;
    private final Part part;
    private final Checkpoint begun;
    private final List<Segment> segments;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private volatile long lastProgress = System.nanoTime();
    private volatile long saved;

    private record Outcome(@Nullable Throwable failure) {}

    Transfer(TaskContext context, Job job, Part part, Checkpoint begun) {
        this.context = context;
        this.job = job;
        this.part = part;
        this.begun = begun;
        this.segments = begun.segments().stream().map(Segment::of).toList();
    }

    /**
     * Fetches what is missing.
     *
     * @param first an answer that begins at the first segment's beginning
     * @return the checkpoint of the complete file
     */
    Checkpoint run(@Nullable FetchResponse first) throws Exception {
        try {
            fetch(first);
        } catch (Exception e) {
            keep(e);
            throw e;
        }
        return begun.with(spans());
    }

    private void fetch(@Nullable FetchResponse first) throws Exception {
        List<Strand> workers = new ArrayList<>();
        try (Saver saver = new Saver(this, context)) {
            for (Segment segment : segments) {
                if (!segment.complete()) {
                    FetchResponse answer = workers.isEmpty() && segment.start() == 0 ? first : null;
                    workers.add(start(segment, answer));
                }
            }
            watch(workers.size(), saver);
        } finally {
            stop(workers);
            if (first != null) {
                first.close();
            }
            report();
        }
    }

    private Strand start(Segment segment, @Nullable FetchResponse first) {
        return new Strand(
                context,
                "bytes from " + segment.start(),
                () -> new Worker(this, segment).run(first),
                failure -> outcomes.add(new Outcome(failure)));
    }

    private void watch(int workers, Saver saver) throws Exception {
        int left = workers;
        while (left > 0) {
            Outcome outcome = outcomes.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
            if (outcome != null) {
                rethrow(outcome.failure());
                left--;
            }
            report();
            saver.check();
            context.checkStop();
        }
    }

    static void rethrow(@Nullable Throwable failure) throws Exception {
        switch (failure) {
            case null -> {}
            case Exception e -> throw e;
            default -> throw new IllegalStateException("A connection's thread died", failure);
        }
    }

    private static void stop(List<Strand> workers) {
        workers.forEach(Strand::cancel);
        workers.forEach(Strand::join);
    }

    private void report() {
        long done = done();
        context.progress(done, begun.source().size());
        job.report(done, begun.source().size());
    }

    /** Saves after a failure or a stop, when the thread may carry an interrupt, which would close the file. */
    private void keep(Exception reason) {
        boolean interrupted = Thread.interrupted();
        try {
            save();
        } catch (IOException | RuntimeException e) {
            // Why it ended matters more; what the last save noted is still true.
            reason.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Forces what is there to disk, and then notes how far that was. */
    void save() throws IOException {
        saved = done();
        List<Checkpoint.Span> safe = spans();
        try (FileChannel file = part.write()) {
            file.force(false);
        }
        context.saveCheckpoint(begun.with(safe));
    }

    private List<Checkpoint.Span> spans() {
        return segments.stream().map(Segment::span).toList();
    }

    /** Returns how much has come since the last save. */
    long unsaved() {
        return done() - saved;
    }

    long done() {
        return segments.stream().mapToLong(Segment::done).sum();
    }

    void noteProgress() {
        lastProgress = System.nanoTime();
    }

    boolean progressSince(Duration duration) {
        return segments.size() > 1 && System.nanoTime() - lastProgress < duration.toNanos();
    }

    Part part() {
        return part;
    }

    Source source() {
        return begun.source();
    }

    Origin origin() {
        return job.origin();
    }

    Throttle throttle() {
        return job.throttle();
    }

    Tuning tuning() {
        return job.tuning();
    }

    long maxSize() {
        return job.maxSize();
    }

    Storages storages() {
        return context.storages();
    }
}

package io.dalbox.plugin.sound.analysis;

import ai.onnxruntime.OrtException;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.Children;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.WorkOptions;
import io.dalbox.ml.Inference;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Listens to one file from beginning to end: ffmpeg decodes and measures, and each block of its output is a piece of work for the CPU lane.
 *
 * <p>ffmpeg waits while a block is worked on, so both together take no more than one core; memory holds one block and some bytes for each
 * second. Made for one run, on one thread.
 */
public final class Listening {

    /** Takes how far it is, in seconds. */
    @FunctionalInterface
    public interface Progress {
        /** Tells it; {@code total} may be an estimate. */
        void at(double seconds, double total);
    }

    private static final double LONGEST = 48 * 3600.0;

    private final Children children;
    private final CpuExecutor cpu;
    private final Thresholds thresholds;
    private final Progress progress;
    private final FfmpegLog log = new FfmpegLog();
    private final Waveform waveform = new Waveform();
    private final Heard heard;
    private final Blocks blocks = new Blocks(this::take);
    private volatile long bytesRead;
    private long bytes;

    /** For one file. */
    public Listening(
            Children children, CpuExecutor cpu, Inference inference, Thresholds thresholds, Progress progress) {
        this.children = children;
        this.cpu = cpu;
        this.thresholds = thresholds;
        this.progress = progress;
        this.heard = new Heard(inference, Head.load());
    }

    /**
     * Does it. To stop it, interrupt the thread.
     *
     * @param file its bytes, in an order that a pipe can bear
     * @param size how many there are
     * @throws BadSoundException if there is nothing in it to listen to
     * @throws ChildException if ffmpeg is missing
     * @throws io.dalbox.ml.ModelException if a model is
     */
    public Findings run(InputStream file, long size) throws IOException, InterruptedException {
        bytes = size;
        try {
            children.run(Ffmpeg.decode(thresholds)
                            .input(new Counted(file))
                            .output(blocks)
                            .onErrorLine(log::line))
                    .orThrow();
        } catch (ChildException e) {
            if (e.kind() == ChildException.Kind.FAILED) {
                BadSoundException bad = BadSoundException.of(e.errorTail());
                bad.initCause(e);
                throw bad;
            }
            throw e;
        }
        blocks.end();
        double duration = blocks.seconds();
        if (duration == 0) {
            throw new BadSoundException("has a sound track without any sound in it");
        }
        return findings(duration);
    }

    private Findings findings(double duration) {
        List<Span> voices = VoiceSpans.of(heard.voices(), thresholds.voice(), duration);
        List<Span> silences = log.silences(duration);
        List<Segment> segments = new Timeline(heard.classes(), duration).segments(voices, silences);
        return new Findings(
                duration, segments, voices, silences, log.loudness(), log.curve(), waveform.bytes(), log.damaged());
    }

    private void take(Block block) throws IOException {
        if (blocks.seconds() > LONGEST) {
            throw new BadSoundException("is longer than 48 hours; cut it into parts");
        }
        CompletableFuture<Void> work = cpu.submit(WorkOptions.named("listen"), () -> listen(block));
        try {
            work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("Listening was stopped");
            stopped.initCause(e);
            throw stopped;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            work.cancel(true);
        }
        progress.at(blocks.seconds(), Math.max(blocks.seconds(), total()));
    }

    private Void listen(Block block) throws OrtException, IOException {
        waveform.add(block);
        heard.add(block);
        return null;
    }

    private static IOException failure(Throwable cause) {
        return switch (cause) {
            case RuntimeException unchecked -> throw unchecked;
            case IOException io -> io;
            default -> new IOException("The models could not be run: " + cause, cause);
        };
    }

    /** Of some formats only the end says how long they are: then as much as was read of the file stands for the time. */
    private double total() {
        return log.duration() > 0 ? log.duration() : blocks.seconds() * bytes / Math.max(1, bytesRead);
    }

    /** Knows how much was read. */
    private final class Counted extends FilterInputStream {

        private Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            bytesRead += Math.max(0, count);
            return count;
        }
    }
}

package io.dalbox.plugin.ocr.input;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildException;
import io.dalbox.compute.Children;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pictures from a video, one each interval, made by ffmpeg. */
public final class VideoFrames {

    /** Wide enough for subtitles of any size that people can read. */
    private static final int WIDTH = 960;

    private static final Pattern DURATION = Pattern.compile("Duration: (\\d+):(\\d\\d):(\\d\\d)");
    private static final int BOX_HEADER = 16;
    private static final int LONG_BOX = 1;

    private final Children children;
    private final SourceFile source;
    private final Duration interval;
    private final boolean whole;

    /**
     * Of a video.
     *
     * @param whole whether the whole frame is of interest, or only its lower half
     */
    public VideoFrames(Children children, SourceFile source, Duration interval, boolean whole) {
        this.children = children;
        this.source = source;
        this.interval = interval;
        this.whole = whole;
    }

    /**
     * Hands over each frame, on this thread.
     *
     * @param total told how many frames there will be, about, once that is known
     * @throws BadFileException if ffmpeg cannot make pictures of it
     */
    public void each(PpmFrames.Taker taker, LongConsumer total)
            throws IOException, InterruptedException, BadFileException {
        if (readableFromTheFront()) {
            run("pipe:0", taker, total);
            return;
        }
        Path copy = Files.createTempFile("dalbox-ocr", ".video");
        try {
            copyTo(copy);
            run(copy.toString(), taker, total);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private void run(String input, PpmFrames.Taker taker, LongConsumer total)
            throws IOException, InterruptedException, BadFileException {
        ChildCommand command = ChildCommand.of("ffmpeg", arguments(input).toArray(String[]::new))
                .fromPackage("ffmpeg")
                .onErrorLine(line -> duration(line).ifPresent(time -> total.accept(time.dividedBy(interval) + 1)))
                .output(new PpmFrames(taker));
        try {
            if (input.equals("pipe:0")) {
                command = command.input(Channels.newInputStream(source.channel().position(0)));
            }
            children.run(command).orThrow();
        } catch (ChildException e) {
            if (e.kind() != ChildException.Kind.FAILED) {
                throw e;
            }
            throw new BadFileException(
                    source.name() + " is no video that ffmpeg can read, or is damaged: " + lastLine(e.errorTail()), e);
        }
    }

    private List<String> arguments(String input) {
        String part = whole ? "" : "crop=iw:ih/2:0:ih/2,";
        String filter = "fps=%s,%sscale='min(%d,iw)':-2".formatted("1000/" + interval.toMillis(), part, WIDTH);
        List<String> arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-threads", "1"));
        arguments.addAll(List.of("-i", input, "-map", "0:v:0", "-an", "-sn", "-dn", "-vf", filter));
        arguments.addAll(List.of("-threads", "1", "-f", "image2pipe", "-c:v", "ppm", "pipe:1"));
        return arguments;
    }

    private static Optional<Duration> duration(String line) {
        Matcher found = DURATION.matcher(line);
        return found.find()
                ? Optional.of(Duration.ofHours(Long.parseLong(found.group(1)))
                        .plusMinutes(Long.parseLong(found.group(2)))
                        .plusSeconds(Long.parseLong(found.group(3))))
                : Optional.empty();
    }

    private static String lastLine(String text) {
        return text.strip().lines().reduce((_, last) -> last).orElse("it says nothing");
    }

    /** An MP4 whose index stands behind its pictures can only be read by who can go back; anything else goes through a pipe. */
    private boolean readableFromTheFront() throws IOException {
        String name = source.name().toLowerCase(Locale.ROOT);
        if (!name.matches(".*\\.(mp4|m4v|mov|3gp)")) {
            return true;
        }
        FileChannel channel = source.channel();
        for (long at = 0; at >= 0 && at < channel.size(); ) {
            ByteBuffer box = ByteBuffer.allocate(BOX_HEADER);
            if (channel.read(box, at) < BOX_HEADER) {
                return true;
            }
            long size = box.getInt(0) == LONG_BOX ? box.getLong(8) : box.getInt(0) & 0xffffffffL;
            String type = new String(box.array(), 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("moov") || type.equals("mdat")) {
                return type.equals("moov");
            }
            at = size < 8 ? -1 : at + size;
        }
        return true;
    }

    private void copyTo(Path copy) throws IOException, BadFileException {
        FileChannel from = source.channel();
        long size = from.size();
        if (Files.getFileStore(copy).getUsableSpace() < size) {
            throw new BadFileException(source.name()
                    + " must be copied to be read, since its index stands at its end, and " + copy.getParent()
                    + " has no room for it. Remux it with ffmpeg -movflags +faststart, or make room");
        }
        try (FileChannel to = FileChannel.open(copy, java.nio.file.StandardOpenOption.WRITE)) {
            for (long at = 0; at < size; ) {
                long n = from.transferTo(at, Math.min(size - at, 16 << 20), to);
                if (n <= 0 || Thread.currentThread().isInterrupted()) {
                    throw new IOException("Copying " + source.name() + " was cut off");
                }
                at += n;
            }
        }
    }
}

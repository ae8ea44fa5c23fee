package io.dalbox.plugin.sound;

import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.plugin.sound.analysis.Span;
import io.dalbox.storage.StoragePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What of a file stays when its silences go. */
final class CutPlan {

    /** An argument of a program has at most 128 KiB on Linux, and a stretch takes up to 40 characters. */
    private static final int MOST_PARTS = 2000;

    /** A player hears less as a click. */
    private static final double SHORTEST = 0.01;

    private static final Map<String, List<String>> FORMATS = Map.of(
            "wav", List.of("-c:a", "pcm_s16le", "-f", "wav"),
            "flac", List.of("-c:a", "flac", "-f", "flac"),
            "mp3", List.of("-c:a", "libmp3lame", "-q:a", "2", "-f", "mp3"),
            "ogg", List.of("-c:a", "libvorbis", "-q:a", "6", "-f", "ogg"),
            "opus", List.of("-c:a", "libopus", "-b:a", "128k", "-f", "opus"),
            "m4a", List.of("-c:a", "aac", "-b:a", "192k", "-f", "ipod"));

    private CutPlan() {}

    /** Returns what stays: all but the silences, of which {@code rest} seconds are left at each end. */
    static List<Span> keep(double duration, List<Part> silences, double rest) {
        List<Span> keep = new ArrayList<>();
        double from = 0;
        for (Part silence : silences) {
            // The very beginning and end need no pause before and after it.
            double start = silence.start() <= 0 ? 0 : silence.start() + rest;
            double end = silence.end() >= duration ? duration : silence.end() - rest;
            if (end - start >= SHORTEST) {
                add(keep, from, start);
                from = end;
            }
        }
        add(keep, from, duration);
        if (keep.size() > MOST_PARTS) {
            throw new ActionException(
                    Kind.INVALID,
                    "There are " + keep.size() + " stretches between silences, more than " + MOST_PARTS
                            + "; raise the shortest silence in the settings and analyse the file again");
        }
        return keep;
    }

    private static void add(List<Span> keep, double from, double to) {
        if (to - from >= SHORTEST) {
            keep.add(new Span(from, to));
        }
    }

    /** Returns how ffmpeg is told the format of a file, by its name's ending. */
    static List<String> format(StoragePath path) {
        String name = path.name();
        List<String> format =
                FORMATS.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (format == null) {
            throw new ActionException(
                    Kind.INVALID,
                    "/save_path",
                    "The sound can be saved as "
                            + String.join(
                                    ", ", FORMATS.keySet().stream().sorted().toList())
                            + "; give the new file such an ending");
        }
        return format;
    }
}

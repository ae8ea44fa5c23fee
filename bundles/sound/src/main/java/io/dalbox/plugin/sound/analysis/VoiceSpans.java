package io.dalbox.plugin.sound.analysis;

import java.util.ArrayList;
import java.util.List;

/** Makes stretches of speaking out of how likely there is a voice in each frame. */
final class VoiceSpans {

    /** Once somebody speaks, a less certain frame belongs to it. */
    private static final float SLACK = 0.15f;

    /** Shorter pauses are those between words. */
    private static final double PAUSE = 0.3;

    /** Shorter voices are clicks and coughs. */
    private static final double SHORTEST = 0.2;

    /** The first and last sounds of words are quiet. */
    private static final double PAD = 0.06;

    private VoiceSpans() {}

    static List<Span> of(float[] voices, double threshold, double duration) {
        List<Span> spans = new ArrayList<>();
        int start = -1;
        int last = -1;
        for (int frame = 0; frame < voices.length; frame++) {
            boolean speaks = voices[frame] >= (start < 0 ? threshold : threshold - SLACK);
            if (speaks) {
                start = start < 0 ? frame : start;
                last = frame;
            } else if (start >= 0 && (frame - last) * Grid.FRAME_SECONDS > PAUSE) {
                add(spans, start, last, duration);
                start = -1;
            }
        }
        if (start >= 0) {
            add(spans, start, last, duration);
        }
        return spans;
    }

    private static void add(List<Span> spans, int first, int last, double duration) {
        double start = first * Grid.FRAME_SECONDS;
        double end = Math.min(duration, (last + 1) * Grid.FRAME_SECONDS);
        if (end - start >= SHORTEST) {
            spans.add(new Span(Math.max(0, start - PAD), Math.min(duration, end + PAD)));
        }
    }
}

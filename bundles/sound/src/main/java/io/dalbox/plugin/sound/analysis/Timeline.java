package io.dalbox.plugin.sound.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * Says what is when, without gaps: silence where it is quiet, speech where there is a voice that is not singing, and else music or noise,
 * whichever the tiles around say.
 */
final class Timeline {

    /** Neighbours on each side that have a say in what a tile is: 1 s, since a chord alone sounds like a hum. */
    private static final int NEIGHBOURS = 2;

    /** A voice in music that is at least so certain is singing. */
    private static final double SINGING = 0.6;

    /** A pause between sentences belongs to the speech. */
    private static final double PAUSE = 1.0;

    /** A shorter stretch belongs to what is around it. */
    private static final double SHORTEST = 1.0;

    private final float[] classes;
    private final double duration;

    /**
     * Of one stream.
     *
     * @param classes as {@link Heard#classes}
     */
    Timeline(float[] classes, double duration) {
        this.classes = classes;
        this.duration = duration;
    }

    List<Segment> segments(List<Span> voices, List<Span> silences) {
        Kind[] kinds = background(silences);
        double[] sure = new double[kinds.length];
        for (int step = 0; step < kinds.length; step++) {
            sure[step] = kinds[step] == Kind.SILENCE ? 1 : share(tile(step), kinds[step]);
        }
        for (Span voice : joined(voices)) {
            double music = mean(voice, Kind.MUSIC);
            if (music < SINGING) {
                double certainty = Math.max(0.5, 1 - music);
                for (int step = first(voice.start()); step < Math.min(kinds.length, first(voice.end())); step++) {
                    kinds[step] = Kind.SPEECH;
                    sure[step] = certainty;
                }
            }
        }
        return merged(runs(kinds, sure));
    }

    /** What is there besides speech, a step for each frame. */
    private Kind[] background(List<Span> silences) {
        Kind[] kinds = new Kind[(int) Math.ceil(duration / Grid.FRAME_SECONDS)];
        for (int step = 0; step < kinds.length; step++) {
            int tile = tile(step);
            kinds[step] = share(tile, Kind.MUSIC) >= share(tile, Kind.NOISE) + share(tile, Kind.SILENCE)
                    ? Kind.MUSIC
                    : Kind.NOISE;
        }
        for (Span silence : silences) {
            int end = silence.end() >= duration ? kinds.length : first(silence.end());
            for (int step = first(silence.start()); step < Math.min(kinds.length, end); step++) {
                kinds[step] = Kind.SILENCE;
            }
        }
        return kinds;
    }

    private static List<Span> joined(List<Span> voices) {
        List<Span> joined = new ArrayList<>();
        for (Span voice : voices) {
            if (!joined.isEmpty() && voice.start() - joined.getLast().end() <= PAUSE) {
                joined.add(new Span(joined.removeLast().start(), voice.end()));
            } else {
                joined.add(voice);
            }
        }
        return joined;
    }

    private List<Segment> runs(Kind[] kinds, double[] sure) {
        List<Segment> runs = new ArrayList<>();
        int start = 0;
        double sum = 0;
        for (int step = 0; step < kinds.length; step++) {
            sum += sure[step];
            if (step + 1 == kinds.length || kinds[step + 1] != kinds[start]) {
                double end = step + 1 == kinds.length ? duration : (step + 1) * Grid.FRAME_SECONDS;
                runs.add(new Segment(start * Grid.FRAME_SECONDS, end, kinds[start], sum / (step + 1 - start)));
                start = step + 1;
                sum = 0;
            }
        }
        return runs;
    }

    /** Gives what is too short to the one before it, or to the one after it at the beginning. Silence and speech have lengths of their own. */
    private static List<Segment> merged(List<Segment> runs) {
        List<Segment> merged = new ArrayList<>();
        for (Segment run : runs) {
            boolean brief = run.length() < SHORTEST && (run.kind() == Kind.MUSIC || run.kind() == Kind.NOISE);
            Segment before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && (brief || before.kind() == run.kind())) {
                merged.set(merged.size() - 1, joined(before, run));
            } else if (!brief || runs.size() == 1) {
                double begin = before == null ? 0 : run.start();
                merged.add(new Segment(begin, run.end(), run.kind(), run.confidence()));
            }
        }
        return merged.isEmpty() && !runs.isEmpty() ? List.of(longest(runs)) : merged;
    }

    private static Segment joined(Segment before, Segment run) {
        double weighed = before.kind() == run.kind()
                ? (before.confidence() * before.length() + run.confidence() * run.length())
                        / (before.length() + run.length())
                : before.confidence();
        return new Segment(before.start(), run.end(), before.kind(), weighed);
    }

    private static Segment longest(List<Segment> runs) {
        Segment longest = runs.stream()
                .max((a, b) -> Double.compare(a.length(), b.length()))
                .orElseThrow();
        return new Segment(0, runs.getLast().end(), longest.kind(), longest.confidence());
    }

    private static int first(double time) {
        return (int) Math.round(time / Grid.FRAME_SECONDS);
    }

    private int tiles() {
        return classes.length / Kind.values().length;
    }

    private int tile(int step) {
        return Math.min(step / Grid.FRAMES_OF_TILE, tiles() - 1);
    }

    private double mean(Span span, Kind kind) {
        int from = tile(first(span.start()));
        int to = tile(first(span.end()));
        double sum = 0;
        for (int tile = from; tile <= to; tile++) {
            sum += at(tile, kind);
        }
        return sum / (to - from + 1);
    }

    private double share(int tile, Kind kind) {
        int from = Math.max(0, tile - NEIGHBOURS);
        int to = Math.min(tiles() - 1, tile + NEIGHBOURS);
        double sum = 0;
        for (int neighbour = from; neighbour <= to; neighbour++) {
            sum += at(neighbour, kind);
        }
        return to < from ? 0 : sum / (to - from + 1);
    }

    private double at(int tile, Kind kind) {
        return tile < 0 ? 0 : classes[tile * Kind.values().length + kind.ordinal()];
    }
}

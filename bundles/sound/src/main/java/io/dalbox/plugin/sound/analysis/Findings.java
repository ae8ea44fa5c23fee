package io.dalbox.plugin.sound.analysis;

import java.util.List;

/**
 * All that was found in one file.
 *
 * @param duration in seconds
 * @param segments what is when, without gaps from the beginning to the end
 * @param voices where there is a voice, to the tenth of a second, also in music
 * @param silences what is quieter than the threshold, longer than the shortest silence
 * @param loudness of the whole
 * @param curve see {@link Curve}
 * @param peaks see {@link Waveform}
 * @param damaged whether a part could not be decoded
 */
public record Findings(
        double duration,
        List<Segment> segments,
        List<Span> voices,
        List<Span> silences,
        Loudness loudness,
        byte[] curve,
        byte[] peaks,
        boolean damaged) {

    /** Returns how many seconds are of a kind. */
    public double seconds(Kind kind) {
        return segments.stream()
                .filter(segment -> segment.kind() == kind)
                .mapToDouble(Segment::length)
                .sum();
    }
}

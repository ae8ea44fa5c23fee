package io.dalbox.plugin.sound;

import io.dalbox.plugin.sound.analysis.Findings;
import io.dalbox.plugin.sound.analysis.Kind;
import io.dalbox.plugin.sound.analysis.Segment;
import io.dalbox.plugin.sound.analysis.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes rows of the database out of findings. */
final class Parts {

    private Parts() {}

    static List<@Nullable Object[]> rows(long sound, Findings found) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        int number = 0;
        for (Segment segment : found.segments()) {
            rows.add(row(
                    sound,
                    Layer.SEGMENTS,
                    number++,
                    new Span(segment.start(), segment.end()),
                    segment.kind(),
                    segment.confidence()));
        }
        number = 0;
        for (Span voice : found.voices()) {
            rows.add(row(sound, Layer.VOICES, number++, voice, Kind.SPEECH, 1));
        }
        number = 0;
        for (Span silence : found.silences()) {
            rows.add(row(sound, Layer.SILENCES, number++, silence, Kind.SILENCE, 1));
        }
        return rows;
    }

    private static @Nullable Object[] row(long sound, Layer layer, int number, Span span, Kind kind, double sure) {
        return new Object[] {
            sound, layer.key(), number, span.start(), span.end(), kind.name().toLowerCase(Locale.ROOT), sure
        };
    }
}

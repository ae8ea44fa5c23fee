package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;

/** The shape of a sample recording, of as many seconds as rows are asked for. */
@Component
@ActionSpec(name = "peaks", description = "The shape of a sample recording", method = Method.GET)
public final class Peaks implements Action<Query, Peaks.Shape> {

    private static final int PEAKS = 1000;

    /**
     * The shape of a recording.
     *
     * @param duration its length in seconds
     * @param peaks the lowest and highest values in parts of equal length, from -1 to 1
     */
    public record Shape(
            @Param(description = "Its length in seconds") double duration,

            @Param(description = "The lowest and highest values in parts of equal length, from -1 to 1")
            List<List<Double>> peaks) {}

    @Override
    public Shape call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        int peaks = query.count() == 0 ? 0 : PEAKS;
        return new Shape(
                query.count(),
                IntStream.range(0, peaks)
                        .mapToObj(at -> {
                            double loud = Segments.loudness(at * (double) query.count() / PEAKS, query.count());
                            double high = loud * SampleRows.wave(at * 3);
                            return List.of(-high * SampleRows.wave(at + 11), high);
                        })
                        .toList());
    }
}

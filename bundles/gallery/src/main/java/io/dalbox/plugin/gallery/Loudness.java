package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;

/** How loud a sample recording is, of as many seconds as rows are asked for. */
@Component
@ActionSpec(name = "loudness", description = "How loud a sample recording is", method = Method.GET)
public final class Loudness implements Action<Query, Loudness.Page> {

    private static final int EACH_SECOND = 5;
    private static final double QUIET = -42;
    private static final double RANGE = 28;

    /**
     * Measurements.
     *
     * @param items oldest first
     */
    public record Page(@Param(description = "Oldest first") List<Point> items) {}

    /**
     * A measurement.
     *
     * @param time seconds
     * @param value LUFS
     */
    public record Point(
            @Param(description = "When, in seconds") double time,
            @Param(description = "LUFS") double value) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        return new Page(IntStream.range(0, query.count() * EACH_SECOND)
                .mapToObj(at -> {
                    double time = (double) at / EACH_SECOND;
                    double loud = Math.sqrt(Segments.loudness(time, query.count()));
                    return new Point(time, QUIET + RANGE * loud + SampleRows.wave(at * 2));
                })
                .toList());
    }
}

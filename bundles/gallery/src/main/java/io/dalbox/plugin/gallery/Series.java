package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** A sample measurement over time. */
@Component
@ActionSpec(name = "series", description = "A sample measurement over time", method = Method.GET)
public final class Series implements Action<Query, Series.Points> {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    /**
     * Points.
     *
     * @param items oldest first
     */
    public record Points(
            @Param(description = "Oldest first") List<Point> items) {}

    /**
     * A point.
     *
     * @param time when
     * @param value from 0 to 1; missing where nothing was measured
     * @param other another
     */
    public record Point(
            @Param(description = "When") Instant time,

            @Param(description = "From 0 to 1", required = false) @Nullable
            Double value,

            @Param(description = "Another", required = false) @Nullable
            Double other) {}

    @Override
    public Points call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        return new Points(
                IntStream.range(0, query.count()).mapToObj(Series::point).toList());
    }

    private static Point point(int at) {
        // A measurement that failed for a while, as they do.
        boolean gap = at % 60 > 40 && at % 60 < 46;
        return new Point(
                START.plusSeconds(at * 60L),
                gap ? null : SampleRows.wave(at),
                gap ? null : SampleRows.wave(at + 50) / 2);
    }
}

package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.sound.analysis.Curve;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How loud a file is over time. */
@Component(service = Action.class)
@ActionSpec(name = "loudness", description = "The momentary loudness of a file over time", method = Method.GET)
public final class LoudnessAction implements Action<LoudnessAction.Query, LoudnessAction.Rows> {

    /** Of which file. */
    public record Query(
            @Param(description = "The id of a result") long id,

            @Param(description = "How many points at most", defaultValue = "1000", min = 1, max = 10000)
            int points) {}

    /** The curve. */
    public record Rows(
            @Param(description = "In the order of time") List<Point> items) {
        /** Copies the list. */
        public Rows {
            items = List.copyOf(items);
        }
    }

    /** A point of it. */
    public record Point(
            @Param(description = "In seconds", format = "duration")
            double time,

            @Param(description = "The loudest momentary loudness from then on, LUFS")
            double value) {}

    private final Library library;

    /** With what is known. */
    @Activate
    public LoudnessAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Rows call(Query query, ActionContext context) {
        return new Rows(Curve.points(library.shape(query.id()).curve(), query.points()).stream()
                .map(point -> new Point(point.time(), point.lufs()))
                .toList());
    }
}

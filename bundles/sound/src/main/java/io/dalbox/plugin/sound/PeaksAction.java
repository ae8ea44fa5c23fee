package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.plugin.sound.analysis.Waveform;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The outline of a file's sound, for the waveform. */
@Component(service = Action.class)
@ActionSpec(name = "peaks", description = "The outline of a file's sound", method = Method.GET)
public final class PeaksAction implements Action<PeaksAction.Query, PeaksAction.Shape> {

    /** Of which file. */
    public record Query(
            @Param(description = "The id of a result") long id,

            @Param(description = "How many points at most", defaultValue = "2000", min = 1, max = 10000)
            int points) {}

    /** The outline. */
    public record Shape(
            @Param(description = "In seconds", format = "duration")
            double duration,

            @Param(description = "For each point the lowest and the highest value, -1 to 1")
            List<List<Float>> peaks) {
        /** Copies the list. */
        public Shape {
            peaks = List.copyOf(peaks);
        }
    }

    private final Library library;

    /** With what is known. */
    @Activate
    public PeaksAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Shape call(Query query, ActionContext context) {
        Library.Shape shape = library.shape(query.id());
        return new Shape(shape.duration(), Waveform.points(shape.peaks(), query.points()));
    }
}

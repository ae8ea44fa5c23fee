package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tells all of one file, as a page needs it. */
@Component(service = Action.class)
@ActionSpec(name = "result", description = "Tells what was found in a file", method = Method.GET)
public final class ResultAction implements Action<Sound.Id, ResultAction.Result> {

    /** All of it but the outlines. */
    public record Result(
            @Param(description = "The file, and sums") Sound sound,

            @Param(description = "What is when, without gaps")
            List<Part> segments,

            @Param(description = "Where there is a voice") List<Part> voices,
            @Param(description = "What can be cut out") List<Part> silences) {
        /** Copies the lists. */
        public Result {
            segments = List.copyOf(segments);
            voices = List.copyOf(voices);
            silences = List.copyOf(silences);
        }
    }

    private final Library library;

    /** With what is known. */
    @Activate
    public ResultAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Result call(Sound.Id query, ActionContext context) {
        return all(library, query.id());
    }

    static Result all(Library library, long id) {
        return new Result(
                library.get(id),
                library.parts(id, Layer.SEGMENTS),
                library.parts(id, Layer.VOICES),
                library.parts(id, Layer.SILENCES));
    }
}

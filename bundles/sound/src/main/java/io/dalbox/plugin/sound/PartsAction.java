package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.Locale;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The stretches of a file, of one layer. */
@Component(service = Action.class)
@ActionSpec(name = "parts", description = "The segments, voices or silences of a file", method = Method.GET)
public final class PartsAction implements Action<PartsAction.Query, Part.Rows> {

    /** Of which file. */
    public record Query(
            @Param(description = "The id of a result") long id,

            @Param(
                    description = "segments: what is when, without gaps; voices; silences",
                    defaultValue = "segments",
                    options = {"segments", "voices", "silences"})
            String layer) {}

    private final Library library;

    /** With what is known. */
    @Activate
    public PartsAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Part.Rows call(Query query, ActionContext context) {
        return new Part.Rows(
                library.parts(query.id(), Layer.valueOf(query.layer().toUpperCase(Locale.ROOT))));
    }
}

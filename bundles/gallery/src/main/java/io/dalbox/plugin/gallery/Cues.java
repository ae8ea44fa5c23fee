package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;

/** Sample subtitles; every seventh overlaps the one before. */
@Component
@ActionSpec(name = "cues", description = "Sample subtitles", method = Method.GET)
public final class Cues implements Action<Query, Cues.Page> {

    /**
     * Subtitles.
     *
     * @param items in the order of time
     */
    public record Page(
            @Param(description = "In the order of time") List<Cue> items) {}

    /**
     * A subtitle.
     *
     * @param id key
     * @param start seconds
     * @param end seconds
     * @param text what is shown
     */
    public record Cue(
            @Param(description = "Key") String id,

            @Param(description = "When it comes, in seconds")
            double start,

            @Param(description = "When it goes, in seconds") double end,
            @Param(description = "What is shown") String text) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        List<Row> rows = SampleRows.of(query.count(), query.kind());
        return new Page(IntStream.range(0, rows.size())
                .mapToObj(at -> new Cue(
                        "c" + at,
                        at * 3.0,
                        at * 3.0 + (at % 7 == 6 ? 3.4 : 2.6),
                        Objects.requireNonNullElse(rows.get(at).name(), "")))
                .toList());
    }
}

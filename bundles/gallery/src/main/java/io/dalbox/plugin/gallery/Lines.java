package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.osgi.service.component.annotations.Component;

/** Sample lines of a log. */
@Component
@ActionSpec(name = "lines", description = "Sample lines of a log", method = Method.GET)
public final class Lines implements Action<Query, Lines.Page> {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<String> LEVELS = List.of("INFO", "INFO", "DEBUG", "INFO", "WARN", "INFO", "ERROR");

    /**
     * Lines.
     *
     * @param items oldest first
     */
    public record Page(@Param(description = "Oldest first") List<Line> items) {}

    /**
     * A line.
     *
     * @param id key
     * @param time when
     * @param level how bad
     * @param message what
     */
    public record Line(
            @Param(description = "Key") String id,
            @Param(description = "When") Instant time,
            @Param(description = "How bad") String level,
            @Param(description = "What") String message) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        List<Row> rows = SampleRows.of(query.count(), query.kind());
        return new Page(IntStream.range(0, rows.size())
                .mapToObj(at -> new Line(
                        "l" + at,
                        START.plusSeconds(at * 3L),
                        LEVELS.get(at * 5 % LEVELS.size()),
                        "Looked at " + Objects.requireNonNullElse(rows.get(at).name(), "nothing")))
                .toList());
    }
}

package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Ten parts of a sample recording of as many seconds as rows are asked for. */
@Component
@ActionSpec(name = "segments", description = "Parts of a sample recording", method = Method.GET)
public final class Segments implements Action<Query, Segments.Page> {

    private static final int PARTS = 10;
    private static final List<String> KINDS = List.of("speech", "music", "speech", "noise", "silence");
    private static final double[] LOUDNESS = {0.5, 0.95, 0.6, 0.25, 0.02};

    /**
     * Parts.
     *
     * @param items in the order of time
     */
    public record Page(
            @Param(description = "In the order of time") List<Part> items) {}

    /**
     * A part.
     *
     * @param id key
     * @param start seconds
     * @param end seconds
     * @param kind what is heard
     * @param label how it is called
     */
    public record Part(
            @Param(description = "Key") String id,

            @Param(description = "When it begins, in seconds")
            double start,

            @Param(description = "When it ends, in seconds") double end,
            @Param(description = "What is heard") String kind,

            @Param(description = "How it is called", required = false) @Nullable
            String label) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        double each = (double) query.count() / PARTS;
        boolean plain = query.kind().equals("plain");
        List<Row> rows = SampleRows.of(PARTS, query.kind());
        return new Page(IntStream.range(0, query.count() == 0 ? 0 : PARTS)
                .mapToObj(at -> new Part(
                        "s" + at,
                        at * each,
                        (at + 1) * each,
                        KINDS.get(at % KINDS.size()),
                        plain ? null : rows.get(at).name()))
                .toList());
    }

    /** Returns how loud the recording of so many seconds is at a moment, from 0 to 1. */
    static double loudness(double time, int seconds) {
        return LOUDNESS[(int) (time * PARTS / seconds) % LOUDNESS.length];
    }
}

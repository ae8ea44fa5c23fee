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

/** Sample regions of a picture, in lines as words stand on a page; every ninth is not sure. */
@Component
@ActionSpec(name = "regions", description = "Sample regions of a picture", method = Method.GET)
public final class Regions implements Action<Query, Regions.Page> {

    private static final double MARGIN = 0.06;
    private static final double SURE = 0.97;
    private static final double UNSURE = 0.41;

    /**
     * Regions.
     *
     * @param items in the order of reading
     */
    public record Page(
            @Param(description = "In the order of reading") List<Region> items) {}

    /**
     * A region; places and sizes are parts of the picture, from 0 to 1.
     *
     * @param id key
     * @param x left edge
     * @param y upper edge
     * @param width from the left to the right edge
     * @param height from the upper to the lower edge
     * @param text what is written there
     * @param confidence from 0 to 1
     * @param tone how it stands out
     */
    public record Region(
            @Param(description = "Key") String id,
            @Param(description = "Left edge") double x,
            @Param(description = "Upper edge") double y,
            @Param(description = "Width") double width,
            @Param(description = "Height") double height,

            @Param(description = "What is written there", required = false) @Nullable
            String text,

            @Param(description = "How sure it is, from 0 to 1")
            double confidence,

            @Param(description = "How it stands out", required = false) @Nullable
            String tone) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        List<Row> rows = SampleRows.of(query.count(), query.kind());
        return new Page(IntStream.range(0, rows.size())
                .mapToObj(at -> region(at, rows.size(), rows.get(at).name()))
                .toList());
    }

    private static Region region(int at, int count, @Nullable String text) {
        int columns = (int) Math.ceil(Math.sqrt(count));
        double width = (1 - 2 * MARGIN) / columns;
        double height = (1 - 2 * MARGIN) / Math.ceilDiv(count, columns);
        boolean unsure = at % 9 == 4;
        return new Region(
                "g" + at,
                MARGIN + at % columns * width,
                MARGIN + at / columns * height,
                width * 0.9,
                height * 0.7,
                text,
                unsure ? UNSURE : SURE,
                unsure ? "warning" : null);
    }
}

package io.dalbox.pages.internal.descriptor;

import java.util.HashMap;
import java.util.Map;

/** Checks what a chart's series say together: they share one scale. */
final class ChartLint {

    private ChartLint() {}

    static void check(Tree.Branch chart, Findings findings) {
        Map<String, Mark> fields = new HashMap<>();
        String scale = null;
        for (Tree.Branch series : Lint.branches(chart.get("series"))) {
            String as = series.text("as") instanceof String own ? own : "number";
            if (scale == null) {
                scale = as;
            } else if (!scale.equals(as)) {
                findings.warn(
                        place(series, "as"),
                        "the series share one scale, which cannot be " + scale + " and " + as + ": make two charts");
            }
            String field = series.text("field");
            Mark first = field == null ? null : fields.putIfAbsent(field, place(series, "field"));
            if (first != null) {
                findings.warn(
                        place(series, "field"),
                        "the field '" + field + "' is drawn twice: first in line " + first.line());
            }
        }
    }

    private static Mark place(Tree.Branch series, String property) {
        Tree value = series.get(property);
        return value == null ? series.mark() : value.mark();
    }
}

package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;

/** Sample figures. */
@Component
@ActionSpec(name = "stats", description = "Sample figures", method = Method.GET)
public final class Stats implements Action<Query, Stats.Figures> {

    /**
     * Figures; all are missing when no row is asked for.
     *
     * @param active how many
     * @param speed bytes a second
     * @param done bytes
     * @param total bytes
     * @param state a word
     */
    public record Figures(
            @Param(description = "How many", required = false) @Nullable
            Integer active,

            @Param(description = "Bytes a second", required = false, format = "speed") @Nullable
            Long speed,

            @Param(description = "Bytes", required = false, format = "bytes") @Nullable
            Long done,

            @Param(description = "Bytes", required = false, format = "bytes") @Nullable
            Long total,

            @Param(description = "A word", required = false) @Nullable
            String state) {}

    @Override
    public Figures call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        return query.count() == 0
                ? new Figures(null, null, null, null, null)
                : new Figures(3, 4_200_000L, 6_400_000_000L, 10_000_000_000L, "running");
    }
}

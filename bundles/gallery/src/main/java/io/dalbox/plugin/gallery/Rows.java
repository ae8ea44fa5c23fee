package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Sample rows. */
@Component
@ActionSpec(name = "rows", description = "Sample rows", method = Method.GET)
public final class Rows implements Action<Query, Rows.Page> {

    /**
     * Rows.
     *
     * @param items the rows
     */
    public record Page(@Param(description = "The rows") List<Row> items) {}

    @Override
    public Page call(Query query, ActionContext context) throws InterruptedException {
        SampleRows.behave(query);
        return new Page(SampleRows.of(query.count(), query.kind()));
    }
}

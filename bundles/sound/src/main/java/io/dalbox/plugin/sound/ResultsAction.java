package io.dalbox.plugin.sound;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists what was analysed. */
@Component(service = Action.class)
@ActionSpec(name = "results", description = "Lists the files that were analysed", method = Method.GET)
public final class ResultsAction implements Action<ResultsAction.Query, ResultsAction.Page> {

    /** Which ones. */
    public record Query(
            @Param(description = "A part of the path", required = false, maxLength = 200) @Nullable
            String search,

            @Param(
                    description = "Only those with at least a second of it",
                    required = false,
                    options = {"speech", "music", "noise", "silence"})
            @Nullable
            String kind,

            @Param(description = "The field to sort by; -duration for the longest first", required = false) @Nullable
            String sort,

            @Param(description = "How many at most", defaultValue = "100", min = 1, max = 500)
            int limit,

            @Param(description = "Where to go on: next of the page before", required = false, pattern = "[0-9]{1,9}")
            @Nullable
            String cursor) {}

    /** Some of them. */
    public record Page(
            @Param(description = "In the order asked for, or newest first")
            List<Sound> items,

            @Param(description = "The cursor of what follows; absent at the end", required = false) @Nullable
            String next) {
        /** Copies the list. */
        public Page {
            items = List.copyOf(items);
        }
    }

    private final Library library;

    /** With what is known. */
    @Activate
    public ResultsAction(@Reference Library library) {
        this.library = library;
    }

    @Override
    public Page call(Query query, ActionContext context) {
        int from = query.cursor() == null ? 0 : Integer.parseInt(query.cursor());
        List<Sound> found = library.list(query.search(), query.kind(), Order.parse(query.sort()), query.limit(), from);
        boolean more = found.size() > query.limit();
        return new Page(
                more ? found.subList(0, query.limit()) : found, more ? String.valueOf(from + query.limit()) : null);
    }
}

package io.dalbox.plugin.models;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelStore;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The models that plugins need. */
@Component(service = Action.class)
@ActionSpec(name = "list", description = "Lists the models that plugins need, and where they are", method = Method.GET)
public final class ListAction implements Action<ListAction.Query, ListAction.Answer> {

    private final ModelStore store;

    /** With the store. */
    @Activate
    public ListAction(@Reference ModelStore store) {
        this.store = store;
    }

    /**
     * Which.
     *
     * @param plugin only what this plugin needs
     * @param missing only what a plugin cannot do its work without and has not got
     */
    public record Query(
            @Param(description = "Only what this plugin needs", format = "plugin", required = false) @Nullable
            String plugin,

            @Param(
                    description = "Only what is damaged, or missing and needed",
                    defaultValue = "false",
                    required = false)
            boolean missing) {}

    /**
     * The models.
     *
     * @param items by name
     */
    public record Answer(
            @Param(description = "The models, by name") List<ModelRow> items) {

        /** Copies the list. */
        public Answer {
            items = List.copyOf(items);
        }
    }

    @Override
    public Answer call(Query query, ActionContext context) throws IOException {
        LoadedModels loaded = store.loaded();
        List<ModelRow> rows = store.list().stream()
                .filter(model -> query.plugin() == null || model.plugins().contains(query.plugin()))
                .filter(model -> !query.missing() || model.lacking())
                .map(model -> ModelRow.of(model, loaded))
                .toList();
        return new Answer(rows);
    }
}

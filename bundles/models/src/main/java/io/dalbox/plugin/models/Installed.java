package io.dalbox.plugin.models;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.ml.StoredModel;
import java.util.List;

/**
 * A model that is there now.
 *
 * @param name of the model
 * @param plugins that need it
 * @param size of its file
 */
@EventType(name = "models.installed", description = "A model was fetched and can be used")
public record Installed(
        @Param(description = "The model's name") String name,

        @Param(description = "The ids of the plugins that need it")
        List<String> plugins,

        @Param(description = "Bytes of the file", format = "bytes")
        long size) {

    /** Copies the list. */
    public Installed {
        plugins = List.copyOf(plugins);
    }

    static Installed of(StoredModel model) {
        return new Installed(model.id(), model.plugins(), model.size());
    }
}

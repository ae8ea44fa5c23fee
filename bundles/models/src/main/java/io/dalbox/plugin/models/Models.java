package io.dalbox.plugin.models;

import io.dalbox.action.ActionException;
import io.dalbox.ml.ModelStore;
import io.dalbox.ml.StoredModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Finding a model by its name. */
final class Models {

    private Models() {}

    /**
     * Finds it.
     *
     * @throws ActionException if there is none
     */
    static StoredModel find(ModelStore store, String name) {
        List<StoredModel> all;
        try {
            all = store.list();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.stream()
                .filter(model -> model.id().equals(name)
                        || (model.name().equals(name) && isOnly(all, name))
                        || model.plugins().stream().anyMatch(plugin -> name.equals(plugin + "/" + model.name())))
                .findFirst()
                .orElseThrow(() -> new ActionException(
                        ActionException.Kind.NOT_FOUND,
                        "/name",
                        "No plugin that runs declares a model '" + name + "'."));
    }

    private static boolean isOnly(List<StoredModel> all, String name) {
        return all.stream().filter(model -> model.name().equals(name)).count() == 1;
    }
}

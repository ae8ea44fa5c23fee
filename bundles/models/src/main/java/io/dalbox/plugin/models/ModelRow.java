package io.dalbox.plugin.models;

import io.dalbox.action.Param;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.StoredModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model on the page.
 *
 * @param name by which the actions know it
 * @param label in English
 * @param labelZh in Chinese
 * @param plugins who needs it
 * @param version as its makers count
 * @param licence it is under
 * @param size of its file
 * @param state where its file is
 * @param usable whether it can be used now
 * @param fetchable whether it can be fetched
 * @param path of its file
 * @param memory of its session
 * @param users how many pieces of work use it now
 */
public record ModelRow(
        @Param(description = "The name that the other actions take")
        String name,

        @Param(description = "What it is, in English") String label,
        @Param(description = "What it is, in Chinese") String labelZh,

        @Param(description = "The ids of the plugins that need it")
        List<String> plugins,

        @Param(description = "Its version") String version,
        @Param(description = "Its licence") String licence,

        @Param(description = "Bytes of the file, 0 when unknown", format = "bytes")
        long size,

        @Param(description = "shipped, installed, own, offered (missing, but only wanted by some), missing or damaged")
        String state,

        @Param(description = "Whether it can be used now") boolean usable,
        @Param(description = "Whether it can be fetched") boolean fetchable,

        @Param(description = "Where the file is on the server", required = false) @Nullable
        String path,

        @Param(description = "Bytes of memory while it is loaded", format = "bytes", required = false) @Nullable
        Long memory,

        @Param(description = "How many pieces of work use it now")
        int users) {

    /** Copies the list. */
    public ModelRow {
        plugins = List.copyOf(plugins);
    }

    static ModelRow of(StoredModel model, LoadedModels loaded) {
        List<LoadedModels.Session> sessions = loaded.sessions().stream()
                .filter(session -> session.sha256().equals(model.sha256()))
                .toList();
        String english = model.label().getOrDefault("en", model.name());
        return new ModelRow(
                model.id(),
                english,
                model.label().getOrDefault("zh-CN", english),
                model.plugins(),
                model.version(),
                model.licence(),
                model.size(),
                Words.of(model),
                model.state().usable(),
                model.sources() > 0 && !model.state().usable(),
                model.path(),
                sessions.isEmpty()
                        ? null
                        : sessions.stream()
                                .mapToLong(LoadedModels.Session::memory)
                                .sum(),
                sessions.stream().mapToInt(LoadedModels.Session::users).sum());
    }
}

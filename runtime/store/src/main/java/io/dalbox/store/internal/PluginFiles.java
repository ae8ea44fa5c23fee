package io.dalbox.store.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The databases of plugins that are open. While a plugin is replaced both versions may use theirs, so a file is opened once and closed
 * when the last has let go: two writers of one file would wait for each other. Thread-safe.
 */
@Component(service = PluginFiles.class)
public final class PluginFiles implements AutoCloseable {

    private final Path folder;
    private final Map<String, Open> open = new HashMap<>();

    /**
     * Made once.
     *
     * @param core is opened first: it has found the folder sound, and unpacked the driver's library
     */
    @Activate
    public PluginFiles(@Reference Store core, BundleContext context) {
        this(Path.of(Objects.requireNonNull(
                context.getProperty("dalbox.home"), "The framework property dalbox.home is not set")));
    }

    PluginFiles(Path home) {
        this.folder = home.resolve("data").resolve("plugins");
    }

    /** Opens a plugin's database, or shares it; {@link #letGo} it once. */
    synchronized SqliteStore lease(String plugin) {
        Open shared = open.get(plugin);
        if (shared == null) {
            shared = new Open(SqliteStore.ofPlugin(file(plugin)), 0);
        }
        open.put(plugin, new Open(shared.store, shared.users + 1));
        return shared.store;
    }

    /** Lets go of a database, and closes it behind the last. */
    synchronized void letGo(String plugin) {
        Open shared = open.remove(plugin);
        if (shared == null) {
            return;
        }
        if (shared.users > 1) {
            open.put(plugin, new Open(shared.store, shared.users - 1));
        } else {
            shared.store.close();
        }
    }

    private Path file(String plugin) {
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new DatabaseException(
                    "The folder " + folder
                            + ", which holds the data of plugins, cannot be made. Give the user that runs Dalbox the"
                            + " right to write " + folder.getParent() + " (" + refused + ")",
                    refused);
        }
        return folder.resolve(plugin + ".db");
    }

    /** Closes what is still open. */
    @Override
    @Deactivate
    public synchronized void close() {
        open.values().forEach(shared -> shared.store.close());
        open.clear();
    }

    /** A file and how many bundles use it. */
    private record Open(SqliteStore store, int users) {}
}

package io.dalbox.store.internal;

import io.dalbox.data.Database;
import io.dalbox.data.DatabaseException;
import io.dalbox.data.Work;
import io.dalbox.plugin.Plugin;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The database of the plugin whose bundle uses it. Opened by the first call: many plugins never need theirs. */
@Component(service = Database.class, scope = ServiceScope.BUNDLE)
public final class PluginDatabase implements Database {

    /** The one area of a plugin's own file. */
    private static final String AREA = "plugin";

    private final PluginFiles files;
    private final String plugin;
    private @Nullable SqliteStore store;
    private boolean released;

    /**
     * Made by the framework for each bundle that uses it.
     *
     * @throws DatabaseException if the bundle is no plugin
     */
    @Activate
    public PluginDatabase(@Reference PluginFiles files, ComponentContext context) {
        this(files, id(context.getUsingBundle()));
    }

    PluginDatabase(PluginFiles files, String plugin) {
        this.files = files;
        this.plugin = plugin;
    }

    @Override
    public <T> T read(Work<T> work) {
        return store().read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return store().write(work);
    }

    @Override
    public void migrate(List<String> steps) {
        store().migrate(AREA, steps);
    }

    private synchronized SqliteStore store() {
        if (released) {
            throw new DatabaseException("The database of " + plugin + " is closed: the plugin is stopping");
        }
        SqliteStore current = store;
        if (current == null) {
            current = files.lease(plugin);
            store = current;
        }
        return current;
    }

    /** The bundle has stopped or let go of the service. Waits for the writes under way. */
    @Deactivate
    synchronized void release() {
        released = true;
        if (store != null) {
            files.letGo(plugin);
            store = null;
        }
    }

    private static String id(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        return (revision == null ? List.<BundleCapability>of() : revision.getDeclaredCapabilities(Plugin.NAMESPACE))
                .stream()
                        .map(capability ->
                                String.valueOf(capability.getAttributes().get(Plugin.NAMESPACE)))
                        .findFirst()
                        .orElseThrow(() -> new DatabaseException("The bundle " + bundle.getSymbolicName()
                                + " is no plugin, so it has no database of its own: it needs the annotation @Plugin"));
    }
}

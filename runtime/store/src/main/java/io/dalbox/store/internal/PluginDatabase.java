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

/** The database as one bundle sees it: opened at its first use, let go of when the bundle stops or lets go of the service. */
@Component(service = Database.class, scope = ServiceScope.BUNDLE)
public final class PluginDatabase implements Database, AutoCloseable {

    private final PluginDatabases all;
    private final @Nullable String plugin;
    private final String bundle;
    private @Nullable SqliteFile file;
    private boolean closed;

    /** Made for one bundle. */
    @Activate
    public PluginDatabase(@Reference PluginDatabases all, ComponentContext context) {
        this(
                all,
                plugin(context.getUsingBundle()),
                String.valueOf(context.getUsingBundle().getSymbolicName()));
    }

    private PluginDatabase(PluginDatabases all, @Nullable String plugin, String bundle) {
        this.all = all;
        this.plugin = plugin;
        this.bundle = bundle;
    }

    /** The database of a plugin as one version of it sees it, for tests and tools. */
    public static PluginDatabase of(PluginDatabases all, String plugin) {
        return new PluginDatabase(all, plugin, plugin);
    }

    @Override
    public <T> T read(Work<T> work) {
        return file().read(work);
    }

    @Override
    public <T> T write(Work<T> work) {
        return file().write(work);
    }

    @Override
    public void migrate(List<String> steps) {
        // There is one area in a plugin's file, so its name does not matter; it shows in messages.
        file().migrate(id(), steps);
    }

    /** Lets go: what is under way ends first when no other version of the plugin has the database open. */
    @Override
    @Deactivate
    public synchronized void close() {
        closed = true;
        if (file != null) {
            file = null;
            all.release(id());
        }
    }

    private synchronized SqliteFile file() {
        if (closed) {
            throw new DatabaseException("The database of the plugin " + id() + " is closed: the plugin has stopped");
        }
        SqliteFile open = file;
        if (open == null) {
            open = all.take(id());
            file = open;
        }
        return open;
    }

    // Refused when used and not when the service is got: so the caller hears why, and not only the log.
    private String id() {
        if (plugin == null) {
            throw new DatabaseException(
                    "The bundle " + bundle
                            + " is no plugin, and only plugins have a database of their own. Annotate its package with @Plugin");
        }
        return plugin;
    }

    private static @Nullable String plugin(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(Plugin.NAMESPACE)) {
                if (capability.getAttributes().get(Plugin.NAMESPACE) instanceof String id) {
                    return id;
                }
            }
        }
        return null;
    }
}

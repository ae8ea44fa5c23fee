package io.dalbox.plugins.internal.catalogue;

import io.dalbox.plugins.PluginInfo;
import io.dalbox.plugins.Plugins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells of changes of the catalogue. What is installed is part of it, so other versions of plugins are changes too. */
final class Listeners {

    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, String> versions = new ConcurrentHashMap<>();
    private final Plugins.Registration registration;

    Listeners(Plugins plugins) {
        registration = plugins.listen(this::plugin);
    }

    Plugins.Registration add(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    void tell() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("A listener failed on a change of the catalogue", e);
            }
        }
    }

    void close() {
        registration.close();
    }

    // Plugins change often: only their versions matter here.
    private void plugin(PluginInfo plugin, boolean removed) {
        String before = removed ? versions.remove(plugin.id()) : versions.put(plugin.id(), plugin.version());
        if (removed ? before != null : !plugin.version().equals(before)) {
            tell();
        }
    }
}

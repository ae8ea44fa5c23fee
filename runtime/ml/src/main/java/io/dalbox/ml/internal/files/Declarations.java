package io.dalbox.ml.internal.files;

import io.dalbox.plugins.PluginInfo.Problem;
import io.dalbox.plugins.PluginInspector;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.util.tracker.BundleTracker;

/** The models of the plugins that run: read when a bundle starts, forgotten when it has stopped. Thread-safe. */
@Component(service = {Declarations.class, PluginInspector.class})
public final class Declarations implements PluginInspector {

    private static final String PLUGIN = "io.dalbox.plugin";
    private static final int RUNNING = Bundle.STARTING | Bundle.ACTIVE | Bundle.STOPPING;

    private final BundleTracker<ModelsFile> files;

    /** Looks at what runs already, and at what starts from now on. */
    @Activate
    public Declarations(BundleContext context) {
        files = new BundleTracker<>(context, RUNNING, null) {
            @Override
            public @Nullable ModelsFile addingBundle(Bundle bundle, @Nullable BundleEvent event) {
                String plugin = plugin(bundle);
                return plugin == null ? null : read(plugin, bundle);
            }
        };
        files.open();
    }

    @Deactivate
    void close() {
        files.close();
    }

    /** Returns what a bundle declares. */
    public List<Declared> of(Bundle bundle) {
        ModelsFile file = files.getObject(bundle);
        return file == null ? List.of() : file.models();
    }

    /** Returns what all declare. */
    public List<Declared> all() {
        return files.getTracked().values().stream()
                .flatMap(file -> file.models().stream())
                .toList();
    }

    @Override
    public List<Problem> inspect(String id, Bundle bundle) {
        return look(id, bundle).problems();
    }

    @Override
    public Look look(String id, Bundle bundle) {
        ModelsFile file = read(id, bundle);
        return new Look(file == null ? List.of() : file.problems(), List.of());
    }

    private static @Nullable ModelsFile read(String plugin, Bundle bundle) {
        @Nullable URL entry = bundle.getEntry(ModelsFile.PATH);
        if (entry == null) {
            return null;
        }
        try (InputStream in = entry.openStream()) {
            return ModelsFile.read(plugin, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new ModelsFile(
                    List.of(), List.of(new Problem(ModelsFile.PATH, 0, 0, "It cannot be read: " + e.getMessage())));
        }
    }

    /** Returns the id of the plugin that a bundle is; {@code null} when it is none. */
    public static @Nullable String plugin(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(PLUGIN)) {
                if (capability.getAttributes().get(PLUGIN) instanceof String id) {
                    return id;
                }
            }
        }
        return null;
    }
}

package io.dalbox.plugins.internal.life;

import io.dalbox.plugins.ContractWatcher;
import io.dalbox.plugins.ContractWatcher.Affected;
import io.dalbox.plugins.ContractWatcher.Contract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whoever watches contracts at the moment. They depend on this bundle, so they come after it and go before it. */
final class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final BundleContext context;

    Watchers(BundleContext context) {
        this.context = context;
    }

    List<Affected> affected(String plugin, @Nullable Contract candidate) {
        List<Affected> all = new ArrayList<>();
        each(plugin, watcher -> all.addAll(watcher.affected(plugin, candidate)));
        return List.copyOf(all);
    }

    void replacing(String plugin, Contract next) {
        each(plugin, watcher -> watcher.replacing(plugin, next));
    }

    private void each(String plugin, Consumer<ContractWatcher> use) {
        for (ServiceReference<ContractWatcher> reference : references()) {
            ContractWatcher watcher = context.getService(reference);
            if (watcher != null) {
                try {
                    use.accept(watcher);
                } catch (RuntimeException e) {
                    // It advises; what it cannot say keeps no plugin from its change.
                    LOG.error("A watcher of contracts failed on the plugin {}", plugin, e);
                } finally {
                    context.ungetService(reference);
                }
            }
        }
    }

    private Collection<ServiceReference<ContractWatcher>> references() {
        try {
            return context.getServiceReferences(ContractWatcher.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("No filter is a valid filter", e);
        }
    }
}

package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionClient;
import io.dalbox.plugins.Actions;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Gives each bundle its own client, so that the callee knows who calls. */
public final class ClientFactory implements ServiceFactory<ActionClient> {

    private final Actions actions;
    private final Function<Bundle, String> nameOf;

    /** A factory that asks {@code nameOf} for the plugin of a bundle. */
    public ClientFactory(Actions actions, Function<Bundle, String> nameOf) {
        this.actions = actions;
        this.nameOf = nameOf;
    }

    @Override
    public ActionClient getService(Bundle bundle, ServiceRegistration<ActionClient> registration) {
        String name = nameOf.apply(bundle);
        return new Client(actions, new PluginMapper(), Reach.of(name, bundle), "plugin:" + name, null, 0, null);
    }

    @Override
    public void ungetService(Bundle bundle, ServiceRegistration<ActionClient> registration, ActionClient service) {
        // The client holds nothing but what goes with it.
    }
}

package io.dalbox.web.internal.module;

import io.dalbox.events.EventTypes;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Plugins;
import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import io.dalbox.web.internal.api.PageRoutes;
import org.osgi.framework.BundleContext;

/** Puts the routes of plugins together. */
public final class Modules {

    private Modules() {}

    /** Returns the routes below {@code /module}. */
    public static ModuleRoutes routes(
            BundleContext context,
            Store store,
            Plugins plugins,
            Actions actions,
            Tasks tasks,
            EventTypes types,
            PageRoutes pages,
            PluginServlets servlets) {
        Subscribers subscribers = new Subscribers(context, plugins);
        return new ModuleRoutes(
                plugins,
                actions,
                tasks,
                pages,
                new Descriptions(actions, types, subscribers),
                new Deliveries(store, plugins, subscribers),
                new ActionCalls(actions, new KeptAnswers(store)),
                servlets);
    }
}

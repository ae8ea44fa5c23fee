package io.dalbox.plugins.internal;

import io.dalbox.action.ActionClient;
import io.dalbox.action.ActionException;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.plugin.Plugin;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginLogs;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.plugins.Plugins;
import io.dalbox.plugins.Signers;
import io.dalbox.plugins.Workload;
import io.dalbox.plugins.internal.actions.ActionTable;
import io.dalbox.plugins.internal.actions.Calls;
import io.dalbox.plugins.internal.actions.ClientFactory;
import io.dalbox.plugins.internal.actions.Core;
import io.dalbox.plugins.internal.life.Ledger;
import io.dalbox.plugins.internal.life.Places;
import io.dalbox.plugins.internal.life.PluginHost;
import io.dalbox.plugins.internal.life.PluginService;
import io.dalbox.plugins.internal.life.Policy;
import io.dalbox.plugins.internal.life.SignerService;
import io.dalbox.plugins.internal.logs.LogRings;
import io.dalbox.plugins.internal.logs.ReaderMemory;
import io.dalbox.plugins.internal.settings.SettingsService;
import io.dalbox.plugins.internal.workload.WorkloadService;
import io.dalbox.storage.Storages;
import io.dalbox.store.Secrets;
import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.log.LogReaderService;
import org.osgi.service.metatype.MetaTypeService;

/** Puts the plugin host together from the services of the core, and offers it as services. */
@Component(
        immediate = true,
        service = {})
public final class PluginsComponent {

    private final BundleContext context;
    private final PluginHost host;
    private final LogReaderService logReader;
    private final LogRings logs = new LogRings(PluginsComponent::pluginOf);
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final SynchronousBundleListener shutdown = this::stopFirst;

    /** Starts the host; the plugins follow in the background. */
    @Activate
    public PluginsComponent(
            BundleContext context,
            @Reference Store store,
            @Reference Secrets secrets,
            @Reference Schemas schemas,
            @Reference EventTypes eventTypes,
            @Reference Journal journal,
            @Reference Tasks tasks,
            @Reference Lanes lanes,
            @Reference Schedules schedules,
            @Reference ServiceComponentRuntime components,
            @Reference MetaTypeService metatypes,
            @Reference ConfigurationAdmin configurations,
            @Reference LogReaderService logReader)
            throws IOException {
        this.context = context;
        this.logReader = logReader;
        Path home = Path.of(property("dalbox.home"));
        Core core = new Core(
                context, schemas, eventTypes, journal, tasks, lanes, schedules, PluginsComponent::storages, logs);
        Calls calls = new Calls(lanes, tasks, journal, logs);
        ActionTable actions = new ActionTable(calls);
        Ledger ledger = new Ledger(store);
        SettingsService settings = new SettingsService(
                metatypes,
                configurations,
                schemas,
                store,
                secrets,
                "memory".equals(context.getProperty("felix.cm.pm")),
                actions::bundle);
        this.host = new PluginHost(places(home), core, actions, calls, components, ledger, settings);
        logReader.addLogListener(logs);
        ReaderMemory.empty(configurations, context);
        context.addBundleListener(shutdown);
        PluginService plugins = new PluginService(host);
        register(Plugins.class, plugins);
        register(Signers.class, new SignerService(host, plugins));
        register(
                Workload.class,
                new WorkloadService(
                        store, lanes, schedules, id -> plugins.find(id).isPresent()));
        register(Actions.class, actions);
        register(PluginSettings.class, settings);
        register(PluginLogs.class, logs);
        registrations.add(context.registerService(
                ActionClient.class,
                new ClientFactory(actions, b -> {
                    @Nullable String id = pluginOf(b);
                    return id == null ? b.getSymbolicName() : id;
                }),
                null));
        host.boot();
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(shutdown);
        host.stop();
        registrations.reversed().forEach(ServiceRegistration::unregister);
        logReader.removeLogListener(logs);
    }

    // The framework stops bundles in an order of its own; plugins must go while all of the core still runs.
    private void stopFirst(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            host.stop();
        }
    }

    private <T> void register(Class<T> type, T service) {
        registrations.add(context.registerService(type, service, null));
    }

    private Places places(Path home) {
        Path tree = Path.of(property("dalbox.distribution"));
        boolean dev = Boolean.parseBoolean(context.getProperty("dalbox.dev"));
        return new Places(
                dev ? List.of(tree.resolve("plugins"), tree.resolve("dev")) : List.of(tree.resolve("plugins")),
                home.resolve("plugins"),
                home.resolve("data").resolve("store"),
                home.resolve("data").resolve("trash"),
                Boolean.parseBoolean(context.getProperty("dalbox.safe")),
                Policy.of(context.getProperty("dalbox.plugins.policy")),
                home.resolve("config").resolve("trust"));
    }

    private String property(String name) {
        String value = context.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The framework property " + name + " is missing; the launcher sets it");
        }
        return value;
    }

    private static Storages storages(Bundle bundle) {
        @Nullable BundleContext context = bundle.getBundleContext();
        ServiceReference<Storages> reference = context == null ? null : context.getServiceReference(Storages.class);
        Storages storages = reference == null ? null : context.getService(reference);
        if (storages == null) {
            throw new ActionException(ActionException.Kind.UNAVAILABLE, "The storages are not there right now.");
        }
        return storages;
    }

    private static @Nullable String pluginOf(Bundle bundle) {
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

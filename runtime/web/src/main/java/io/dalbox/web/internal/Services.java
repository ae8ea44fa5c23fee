package io.dalbox.web.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.Retentions;
import io.dalbox.flows.Flows;
import io.dalbox.hooks.Hooks;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.metrics.Metrics;
import io.dalbox.pages.Pages;
import io.dalbox.pages.Pins;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Catalogue;
import io.dalbox.plugins.JarFetcher;
import io.dalbox.plugins.PluginLogs;
import io.dalbox.plugins.PluginSettings;
import io.dalbox.plugins.Plugins;
import io.dalbox.plugins.Signers;
import io.dalbox.plugins.Workload;
import io.dalbox.storage.Storages;
import io.dalbox.storage.files.FileManager;
import io.dalbox.store.Store;
import io.dalbox.tasks.Tasks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The services that the edge speaks for. */
@Component(service = Services.class)
public final class Services {

    final Store store;
    final Plugins plugins;
    final Signers signers;
    final Actions actions;
    final PluginSettings settings;
    final PluginLogs logs;
    final Tasks tasks;
    final Journal journal;
    final EventTypes types;
    final Retentions retentions;
    final Lanes lanes;
    final Schedules schedules;
    final Workload workload;
    final Metrics metrics;
    final Pages pages;
    final Pins pins;
    final JarFetcher jars;
    final Catalogue catalogue;
    final Deliveries deliveries;
    final Flows flows;
    final Hooks hooks;
    final Storages storages;
    final FileManager files;

    /** Made by Declarative Services once all are there. */
    @Activate
    public Services(
            @Reference Store store,
            @Reference Plugins plugins,
            @Reference Signers signers,
            @Reference Actions actions,
            @Reference PluginSettings settings,
            @Reference PluginLogs logs,
            @Reference Tasks tasks,
            @Reference Journal journal,
            @Reference EventTypes types,
            @Reference Retentions retentions,
            @Reference Lanes lanes,
            @Reference Schedules schedules,
            @Reference Workload workload,
            @Reference Metrics metrics,
            @Reference Pages pages,
            @Reference Pins pins,
            @Reference JarFetcher jars,
            @Reference Catalogue catalogue,
            @Reference Deliveries deliveries,
            @Reference Flows flows,
            @Reference Hooks hooks,
            @Reference Storages storages,
            @Reference FileManager files) {
        this.store = store;
        this.plugins = plugins;
        this.signers = signers;
        this.actions = actions;
        this.settings = settings;
        this.logs = logs;
        this.tasks = tasks;
        this.journal = journal;
        this.types = types;
        this.retentions = retentions;
        this.lanes = lanes;
        this.schedules = schedules;
        this.workload = workload;
        this.metrics = metrics;
        this.pages = pages;
        this.pins = pins;
        this.jars = jars;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.flows = flows;
        this.hooks = hooks;
        this.storages = storages;
        this.files = files;
    }
}

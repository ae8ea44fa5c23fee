package io.dalbox.plugins.internal.actions;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.plugins.internal.logs.PluginLog;
import io.dalbox.storage.Storages;
import io.dalbox.tasks.Tasks;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * What of the core contributions are made of.
 *
 * @param context of this bundle
 * @param storages as a bundle sees them; throws an {@code ActionException} while there are none
 */
public record Core(
        BundleContext context,
        Schemas schemas,
        EventTypes eventTypes,
        Journal journal,
        Tasks tasks,
        Lanes lanes,
        Schedules schedules,
        Function<Bundle, Storages> storages,
        PluginLog log) {}

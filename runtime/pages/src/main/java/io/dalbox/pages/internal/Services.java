package io.dalbox.pages.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.Journal;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.Plugins;
import io.dalbox.tasks.Tasks;

/** The neighbours that page models are made from. */
record Services(
        Plugins plugins,
        Actions actions,
        Tasks tasks,
        Journal journal,
        Deliveries deliveries,
        Lanes lanes,
        Schedules schedules) {}

package io.dalbox.plugins.internal.life;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.RecordEvents;
import io.dalbox.json.Json;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what becomes of plugins, so that the owner finds it in the journal and a flow can act on it. */
final class PluginEvents {

    private static final Logger LOG = LoggerFactory.getLogger(PluginEvents.class);

    @EventType(name = Changed.NAME, description = Changed.DESCRIPTION)
    record Changed(
            @Param(description = "The plugin") String plugin,

            @Param(description = "The version that runs now")
            String version,

            @Param(description = "The version that ran before")
            String previous,

            @Param(description = "Actions that it no longer has")
            List<String> actionsRemoved,

            @Param(description = "Actions that differ") List<String> actionsChanged,

            @Param(description = "Event types that it no longer has")
            List<String> eventsRemoved,

            @Param(description = "Event types that differ") List<String> eventsChanged,

            @Param(description = "Flows that were stopped, since they do not fit the new version")
            List<Flow> flowsBroken) {

        static final String NAME = "core.plugin.changed";
        static final String DESCRIPTION = "A running plugin was replaced by another version of it";
    }

    record Flow(
            @Param(description = "Its id") String id,
            @Param(description = "Its name") String name) {}

    private final Journal journal;
    private final CompletableFuture<Boolean> known;

    /** Makes the types known beside the start, which has no need of them: deriving their schemas takes a while. */
    PluginEvents(Journal journal, EventTypes types, Schemas schemas, Lanes lanes) {
        this.journal = journal;
        this.known = lanes.submit(Work.core("plugin-event-types"), () -> {
            types.register(new EventTypes.Type(
                    Changed.NAME, Work.CORE, Changed.DESCRIPTION, 1, schemas.ofRecord(Changed.class), false));
            return true;
        });
    }

    void changed(Changed event) {
        try {
            known.join();
            journal.publish(RecordEvents.toNewEvent(Json.mapper(), Work.CORE, event, null, 0));
        } catch (RuntimeException e) {
            // The plugin's history says it as well; the change itself is done.
            LOG.error("The change of the plugin {} could not be published", event.plugin, e);
        }
    }
}

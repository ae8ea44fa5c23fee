package io.dalbox.flows.internal;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.RecordEvents;
import io.dalbox.json.Json;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Work;
import java.util.Objects;

/** What the flows themselves announce. */
final class FlowEvents {

    @EventType(name = "core.flow.cut", description = "A flow was stopped since it ran in a circle or far too often")
    record Cut(
            @Param(description = "The flow's id") String flow,

            @Param(description = "The flow's name") String name,

            @Param(description = "Why it was stopped") String reason,

            @Param(description = "The event that it did not act on")
            String eventId) {}

    private final Journal journal;

    /** Makes the type known. */
    FlowEvents(Journal journal, EventTypes types, Schemas schemas) {
        this.journal = journal;
        EventType about = Objects.requireNonNull(Cut.class.getAnnotation(EventType.class));
        types.register(new EventTypes.Type(
                about.name(), Work.CORE, about.description(), 1, schemas.ofRecord(Cut.class), false));
    }

    void cut(Stored flow, String reason, String eventId) {
        Cut data = new Cut(flow.id(), flow.spec().name(), reason, eventId);
        journal.publish(RecordEvents.toNewEvent(Json.mapper(), Work.CORE, data, eventId, 1));
    }
}

package io.dalbox.events.internal;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.RecordEvents;
import io.dalbox.json.Json;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.LaneNotice;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Makes the core's event types known and publishes what the lanes notice, so that a flow can act on it. */
@Component(service = {})
public final class LaneEvents {

    @EventType(
            name = "core.compute.waiting",
            description = "CPU work of a plugin waits for long, since the CPU lane is busy with other work")
    record Waiting(
            @Param(description = "The plugin whose work waits")
            String plugin,

            @Param(description = "The work that waits longest")
            String work,

            @Param(description = "How many pieces of work wait")
            int waiting,

            @Param(description = "How many seconds the first of them has waited")
            double seconds) {}

    @EventType(
            name = "core.compute.abandoned",
            description = "Work of a plugin did not end when it was asked to, and goes on beside the lanes")
    record Abandoned(
            @Param(description = "The plugin whose work does not end")
            String plugin,

            @Param(description = "The work that does not end")
            String work,

            @Param(description = "How many seconds it has been running")
            double seconds) {}

    @EventType(
            name = "core.compute.out-of-memory",
            description = "Memory ran out; the work that had allocated most is named")
    record OutOfMemory(
            @Param(description = "The plugin whose work had allocated most")
            String plugin,

            @Param(description = "That work") String work,

            @Param(description = "How many bytes it had allocated")
            long bytes) {}

    private final Journal journal;
    private final EventTypes types;
    private final Schemas schemas;
    private final Lanes.Subscription subscription;

    /** Makes the types known and listens. Beside the start, which has no need of them: deriving their schemas takes a while. */
    @Activate
    public LaneEvents(
            @Reference Journal journal,
            @Reference EventTypes types,
            @Reference Schemas schemas,
            @Reference Lanes lanes) {
        this.journal = journal;
        this.types = types;
        this.schemas = schemas;
        CompletableFuture<Boolean> known = lanes.submit(Work.core("event-types"), this::register);
        this.subscription = lanes.listen(notice -> {
            known.join();
            publish(notice);
        });
    }

    private boolean register() {
        for (Class<? extends Record> type :
                List.of(Waiting.class, Abandoned.class, OutOfMemory.class, DeliveryDead.class)) {
            EventType about = Objects.requireNonNull(type.getAnnotation(EventType.class));
            types.register(new EventTypes.Type(
                    about.name(), Work.CORE, about.description(), 1, schemas.ofRecord(type), false));
        }
        return true;
    }

    @Deactivate
    void close() {
        subscription.close();
    }

    private void publish(LaneNotice notice) {
        Record data = switch (notice) {
            case LaneNotice.Waiting(String owner, String name, int waiting, double seconds) ->
                new Waiting(owner, name, waiting, seconds);
            case LaneNotice.Abandoned(String owner, String name, double seconds) -> new Abandoned(owner, name, seconds);
            case LaneNotice.OutOfMemory(String owner, String name, long bytes) -> new OutOfMemory(owner, name, bytes);
        };
        journal.publish(RecordEvents.toNewEvent(Json.mapper(), Work.CORE, data, null, 0));
    }
}

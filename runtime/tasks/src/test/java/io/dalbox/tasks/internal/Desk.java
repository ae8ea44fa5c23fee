package io.dalbox.tasks.internal;

import static org.awaitility.Awaitility.await;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.store.Store;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRunner;
import io.dalbox.tasks.TaskState;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import tools.jackson.databind.node.ObjectNode;

/** Tasks with their journal on a real store, with short bounds. */
final class Desk implements AutoCloseable {

    static final Limits QUICK = new Limits(
            4,
            16,
            32,
            3,
            new Backoff(Duration.ofMillis(20), Duration.ofMillis(60)),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));

    final Journal journal;
    private final LaneService lanes = LaneService.of(2);
    final TaskService tasks;

    Desk(Store store) {
        this(store, QUICK);
    }

    Desk(Store store, Limits limits) {
        this(store, limits, InstantSource.system());
    }

    Desk(Store store, Limits limits, InstantSource clock) {
        EventTypes types = new EventTypeRegistry();
        types.register(
                new EventTypes.Type("p.counted", "p", "A test", 1, new SchemaFactory().ofRecord(Counted.class), false));
        journal = new SqlJournal(store, types, new Silent());
        TaskEvents events = new TaskEvents(journal, types, new SchemaFactory(), lanes);
        tasks = new TaskService(store, journal, events, lanes, limits, clock);
    }

    Task create() {
        return create(Json.mapper().createObjectNode());
    }

    Task create(ObjectNode input) {
        return create(input, null);
    }

    Task create(ObjectNode input, @Nullable String parent) {
        return tasks.create(new NewTask("p", "a", input, "tester", null, 0, parent, null));
    }

    LaneService lanes() {
        return lanes;
    }

    Tasks.Attachment attach(TaskRunner runner) {
        return tasks.attach("p", "a", runner);
    }

    Task task(String id) {
        return tasks.find(id).orElseThrow();
    }

    Task awaitState(String id, TaskState state) {
        // Hundreds are waited for in one test, and most have come by then.
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> task(id).state() == state);
        return task(id);
    }

    static NewEvent counted(int n) {
        return new NewEvent("p", "p.counted", Json.mapper().createObjectNode().put("n", n), null, null, 0);
    }

    @Override
    public void close() {
        tasks.close();
        lanes.stop();
    }

    record Counted(int n) {}

    private static final class Silent implements EventAdmin {
        @Override
        public void postEvent(Event event) {}

        @Override
        public void sendEvent(Event event) {}
    }
}

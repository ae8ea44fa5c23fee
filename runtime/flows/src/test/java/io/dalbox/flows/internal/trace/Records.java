package io.dalbox.flows.internal.trace;

import static org.awaitility.Awaitility.await;

import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.EventTypes;
import io.dalbox.events.NewEvent;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlDeliveries;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.flows.Trace;
import io.dalbox.json.Json;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.tasks.NewTask;
import io.dalbox.tasks.Tasks;
import io.dalbox.tasks.internal.TaskService;
import io.dalbox.testing.TestStore;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

/** Events, deliveries and tasks on a real store, in which tests leave chains behind. */
final class Records implements AutoCloseable {

    private final LaneService lanes = LaneService.of(1);
    final TestStore store;
    final SqlJournal journal;
    final Deliveries deliveries;
    final Tasks tasks;
    final CauseChain chain;

    Records(TestStore store) {
        this.store = store;
        EventTypeRegistry types = new EventTypeRegistry();
        SchemaFactory schemas = new SchemaFactory();
        types.register(new EventTypes.Type("shop.sold", "shop", "A test", 1, schemas.ofRecord(Sold.class), false));
        types.register(new EventTypes.Type("shop.packed", "shop", "A test", 1, schemas.ofRecord(Packed.class), false));
        journal = new SqlJournal(store, types, new NoAdmin());
        deliveries = new SqlDeliveries(store, types, journal);
        tasks = new TaskService(store, journal, types, schemas, lanes, defaults());
        chain = new CauseChain(journal, tasks);
    }

    private static TaskService.Config defaults() {
        return (TaskService.Config) Proxy.newProxyInstance(
                Records.class.getClassLoader(),
                new Class<?>[] {TaskService.Config.class},
                (proxy, method, arguments) -> method.getDefaultValue());
    }

    Trace trace(String kind, String id) {
        return new Traces(journal, deliveries, tasks, flow -> "The flow " + flow).trace(kind, id);
    }

    /** Tells each link with its parent, by the names that are the same whenever the test runs. */
    static List<String> told(Trace trace) {
        return trace.nodes().stream()
                .map(node -> node.kind() + " " + node.title() + " " + node.state() + " < "
                        + trace.nodes().stream()
                                .filter(one -> one.id().equals(node.parent()))
                                .findFirst()
                                .map(Trace.Node::title)
                                .orElse("nothing"))
                .toList();
    }

    String sold(@Nullable String cause, int hops) {
        return journal.publish(event("shop.sold", cause, hops));
    }

    String packed(@Nullable String cause, int hops) {
        return journal.publish(event("shop.packed", cause, hops));
    }

    static NewEvent event(String type, @Nullable String cause, int hops) {
        var data = Json.mapper().createObjectNode().put("thing", "lamp");
        return new NewEvent("shop", type, data, null, cause, hops);
    }

    /** Makes a task of the action {@code shop.pack}. */
    String task(@Nullable String cause, int hops, @Nullable String parent) {
        var input = Json.mapper().createObjectNode();
        return tasks.create(new NewTask("shop", "pack", input, "tester", cause, hops, parent, null))
                .taskId();
    }

    /** Subscribes, and gives up at once where the outcome says so. */
    SqlJournal.Registration subscribe(String subscriber, String type, DeliveryOutcome outcome) {
        return journal.subscribe(
                new SubscriptionSpec(subscriber, type, RetryPolicy.DEFAULT, 1, true), attempt -> outcome);
    }

    DeliveryRecord delivered(String subscriber, String event) {
        return await().until(() -> deliveries.find(subscriber, event), found -> found.isPresent())
                .orElseThrow();
    }

    @Override
    public void close() {
        lanes.stop();
    }

    record Sold(String thing) {}

    record Packed(String thing) {}

    private static final class NoAdmin implements EventAdmin {
        @Override
        public void postEvent(Event event) {
            // nobody listens
        }

        @Override
        public void sendEvent(Event event) {
            throw new UnsupportedOperationException();
        }
    }
}

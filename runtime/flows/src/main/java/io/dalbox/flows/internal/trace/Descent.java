package io.dalbox.flows.internal.trace;

import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.Trace;
import io.dalbox.flows.Trace.Node;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One walk down from a first cause. For one use. */
final class Descent {

    private static final int MOST = 500;
    /** Of one cause; more of the same tells nobody anything. */
    private static final int WIDE = 200;

    private static final String FLOW = "flow/";
    private static final String HOOK = "hook/";

    private final Journal journal;
    private final Deliveries deliveries;
    private final Tasks tasks;
    private final Function<String, String> flowName;
    private final List<Node> nodes = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private boolean complete = true;
    /** How many nodes there may be; the others are kept for what was asked for. */
    private int room = MOST;

    Descent(Journal journal, Deliveries deliveries, Tasks tasks, Function<String, String> flowName) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.flowName = flowName;
    }

    /** Follows the first link of a way. Those of the others that are not found so, each cause the next, are added to it. */
    Trace from(List<Link> path) {
        for (int i = 0; i < path.size(); i++) {
            room = MOST - (path.size() - 1 - i);
            visit(path.get(i), i == 0 ? null : path.get(i - 1).node());
        }
        return new Trace(List.copyOf(nodes), complete);
    }

    private void visit(Link link, @Nullable String parent) {
        switch (link) {
            case Link.OfEvent(JournalEvent event) -> event(event, parent);
            case Link.OfDelivery(DeliveryRecord delivery) -> delivery(delivery, parent);
            case Link.OfTask(Task task) -> task(task, parent);
        }
    }

    private void event(JournalEvent event, @Nullable String parent) {
        String id = event.info().id();
        String plugin = event.info().source().replaceFirst("^/module/", "").replaceFirst("^/", "");
        String node = "event:" + id;
        if (!add(new Node(
                node,
                parent,
                "event",
                id,
                event.info().type(),
                "published",
                plugin,
                event.info().time(),
                null,
                null))) {
            return;
        }
        Deliveries.Page page = deliveries.list(new Deliveries.Query(null, null, null, id, WIDE, null));
        complete &= page.next() == null;
        for (DeliveryRecord delivery : page.items().reversed()) {
            delivery(delivery, node);
        }
        // What a subscriber of a plugin did, which names only the event.
        effects(id, node);
    }

    private void delivery(DeliveryRecord delivery, @Nullable String parent) {
        String subscriber = delivery.subscriber();
        String title = subscriber.startsWith(FLOW) ? flowName.apply(subscriber.substring(FLOW.length())) : subscriber;
        boolean host = subscriber.startsWith(FLOW) || subscriber.startsWith(HOOK);
        String plugin = host ? null : subscriber.split("/", 2)[0];
        String node = "delivery:" + delivery.id();
        boolean added = add(new Node(
                node,
                parent,
                "delivery",
                delivery.id(),
                title,
                delivery.state().word(),
                plugin,
                delivery.created(),
                delivery.duration(),
                delivery.error()));
        if (added) {
            effects(subscriber + "/" + delivery.eventId(), node);
            String started = delivery.task();
            if (started != null) {
                tasks.find(started).ifPresent(task -> task(task, node));
            }
        }
    }

    private void task(Task task, @Nullable String parent) {
        String node = "task:" + task.taskId();
        boolean added = add(new Node(
                node,
                parent,
                "task",
                task.taskId(),
                task.title() == null ? task.plugin() + "." + task.action() : task.title(),
                task.state().word(),
                task.plugin(),
                task.created(),
                lasted(task),
                task.error()));
        if (added) {
            tasks.children(task.taskId(), WIDE).forEach(child -> task(child, node));
            effects(task.taskId(), node);
        }
    }

    /** Everything that names this as its cause. */
    private void effects(String cause, String parent) {
        List<Task> started = tasks.causedBy(cause, WIDE + 1);
        List<JournalEvent> published = journal.causedBy(cause, WIDE + 1);
        complete &= started.size() <= WIDE && published.size() <= WIDE;
        started.stream().limit(WIDE).forEach(task -> task(task, parent));
        published.stream().limit(WIDE).forEach(event -> event(event, parent));
    }

    private boolean add(Node node) {
        if (seen.contains(node.id())) {
            return false;
        }
        if (nodes.size() >= room) {
            complete = false;
            return false;
        }
        seen.add(node.id());
        nodes.add(node);
        return true;
    }

    private static @Nullable Double lasted(Task task) {
        Instant started = task.started();
        Instant finished = task.finished();
        return started == null || finished == null
                ? null
                : (double) Duration.between(started, finished).toMillis();
    }
}

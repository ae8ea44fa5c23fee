package io.dalbox.flows.internal.trace;

import io.dalbox.action.ActionException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.Journal;
import io.dalbox.flows.Trace;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the first cause of an event, a delivery or a task, and follows it to its last effect. Thread-safe. */
public final class Traces {

    /** Links upwards; the journal lets no event have so many behind it. */
    private static final int CLIMB = 200;

    private final Journal journal;
    private final Deliveries deliveries;
    private final Tasks tasks;
    private final Function<String, String> flowName;

    /** On the records of all three; {@code flowName} gives the name of a flow, or its id when it is gone. */
    public Traces(Journal journal, Deliveries deliveries, Tasks tasks, Function<String, String> flowName) {
        this.journal = journal;
        this.deliveries = deliveries;
        this.tasks = tasks;
        this.flowName = flowName;
    }

    /**
     * Returns the whole chain; what was asked for is in it, however much is left out.
     *
     * @param kind {@code event}, {@code delivery} or {@code task}
     * @throws ActionException {@code NOT_FOUND} if there is no such thing
     */
    public Trace trace(String kind, String id) {
        return new Descent(journal, deliveries, tasks, flowName).from(climb(start(kind, id)));
    }

    private Link start(String kind, String id) {
        Optional<Link> found = switch (kind) {
            case "event" -> event(id);
            case "task" -> task(id);
            case "delivery" -> deliveries.find(id).map(Link.OfDelivery::new);
            default ->
                throw new ActionException(
                        ActionException.Kind.INVALID, "A trace begins with an event, a delivery or a task.");
        };
        return found.orElseThrow(() -> new ActionException(
                ActionException.Kind.NOT_FOUND,
                "There is no " + kind + " '" + id + "', or it is older than what is kept."));
    }

    /** Returns the way from the first cause that is still known to the start. */
    private List<Link> climb(Link start) {
        List<Link> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Link now = start;
        while (now != null && path.size() < CLIMB && seen.add(now.node())) {
            path.addFirst(now);
            now = above(now);
        }
        return path;
    }

    private @Nullable Link above(Link link) {
        return switch (link) {
            case Link.OfEvent(var event) -> named(event.info().causationId());
            case Link.OfDelivery(var delivery) -> event(delivery.eventId()).orElse(null);
            case Link.OfTask(Task task) -> task(task.parent()).orElseGet(() -> named(task.cause()));
        };
    }

    /** Returns what a cause names: {@code <subscriber>/<event>}, an event or a task; {@code null} for what is not recorded. */
    private @Nullable Link named(@Nullable String cause) {
        if (cause == null) {
            return null;
        }
        int end = cause.lastIndexOf('/');
        if (end < 0) {
            return event(cause).or(() -> task(cause)).orElse(null);
        }
        String id = cause.substring(end + 1);
        Optional<Link> delivery = deliveries.find(cause.substring(0, end), id).map(Link.OfDelivery::new);
        return delivery.or(() -> event(id)).orElse(null);
    }

    private Optional<Link> event(String id) {
        return journal.find(id).map(Link.OfEvent::new);
    }

    private Optional<Link> task(@Nullable String id) {
        return Optional.ofNullable(id).flatMap(tasks::find).map(Link.OfTask::new);
    }
}

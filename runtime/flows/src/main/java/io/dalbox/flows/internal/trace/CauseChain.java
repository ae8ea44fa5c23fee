package io.dalbox.flows.internal.trace;

import io.dalbox.event.EventInfo;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.Tasks;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Climbs from an event to its first cause. Thread-safe. */
public final class CauseChain {

    /** Two for each event that the journal lets be behind another: it, and the task that published it. */
    private static final int MOST = 64;

    private static final String FLOW = "flow/";

    private final Journal journal;
    private final Tasks tasks;

    /** On the records of both. */
    public CauseChain(Journal journal, Tasks tasks) {
        this.journal = journal;
        this.tasks = tasks;
    }

    /** A flow that acted on an event, as its cause {@code flow/<flow>/<event>} says. */
    record Acted(String flow, String event) {}

    /** Reads the cause that a flow gives to what it starts; {@code null} when it is something else. */
    static @Nullable Acted acted(String cause) {
        int end = cause.indexOf('/', FLOW.length());
        return cause.startsWith(FLOW) && end > 0
                ? new Acted(cause.substring(FLOW.length(), end), cause.substring(end + 1))
                : null;
    }

    /**
     * Returns the ids of the flows on the way from the first cause to an event, the nearest last. One that acted twice is there twice.
     * An event that no other led to costs nothing.
     */
    public List<String> flows(EventInfo event) {
        if (event.hops() == 0) {
            return List.of();
        }
        LinkedList<String> flows = new LinkedList<>();
        String cause = event.causationId();
        for (int i = 0; i < MOST && cause != null; i++) {
            Acted acted = acted(cause);
            if (acted != null) {
                flows.addFirst(acted.flow());
                cause = causeOfEvent(acted.event());
                continue;
            }
            Optional<Task> task = tasks.find(cause);
            cause = task.isPresent() ? task.get().cause() : causeOfEvent(cause);
        }
        return flows;
    }

    private @Nullable String causeOfEvent(String id) {
        return journal.find(id)
                .map(JournalEvent::info)
                .map(EventInfo::causationId)
                .orElse(null);
    }
}

package io.dalbox.flows;

import io.dalbox.action.ActionException;
import io.dalbox.events.JournalEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.node.ObjectNode;

/**
 * The flows. What a spec says is checked against the schemas of its event and its action whenever it is saved, and again
 * whenever a plugin changes. Unknown ids are an {@link ActionException} of kind {@code NOT_FOUND}. A service; thread-safe.
 */
@ProviderType
public interface Flows {

    /** Returns all flows by name. */
    List<Flow> list();

    /** Finds a flow. */
    Optional<Flow> find(String id);

    /**
     * Makes a flow that starts with the next event.
     *
     * @throws InvalidFlow with every problem; nothing was saved
     */
    Flow create(FlowSpec spec, String caller);

    /** Changes a flow; it goes on where it stopped. Throws as {@link #create}. */
    Flow update(String id, FlowSpec spec, String caller);

    /** Removes a flow; its history stays until it is too old. */
    void delete(String id);

    /** Switches a flow on or off. One that is switched on goes on with the event after the last it saw. */
    Flow enable(String id, boolean on);

    /**
     * Lets a flow that was cut go on.
     *
     * @param skip whether to leave out what has gathered meanwhile
     * @throws ActionException {@code CONFLICT} if it is not cut
     */
    Flow resume(String id, boolean skip);

    /** Says what is wrong with a spec, without saving it. */
    List<FlowProblem> check(FlowSpec spec);

    /** Says what a spec would do with the newest events of its type, or with the one given. Calls nothing. */
    DryRun dryRun(FlowSpec spec, int limit, @Nullable JournalEvent event);

    /** Proposes expressions for each parameter of an action, best first. */
    List<Suggestion> suggest(String event, String plugin, String action);

    /**
     * Describes what an expression may use: the fields of the event type with their CEL types, descriptions and recent values,
     * those of {@code meta}, and the functions. JSON as in the HTTP interface ({@code GET /api/flows/vocabulary}).
     */
    ObjectNode vocabulary(String event);

    /** Follows the chain that an event, a delivery or a task belongs to, up to its first cause and down to its last effect. */
    Trace trace(String kind, String id);

    /** Calls {@code listener} after each change; the second argument tells a removal. It must be quick. */
    Registration listen(BiConsumer<Flow, Boolean> listener);

    /** Ends listening. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}

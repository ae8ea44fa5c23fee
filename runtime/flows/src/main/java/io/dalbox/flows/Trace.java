package io.dalbox.flows;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole chain from the first cause to the last effect, as a tree in the order of parents before children.
 *
 * @param nodes the links, at most 500
 * @param complete whether nothing was left out for its number
 */
public record Trace(List<Node> nodes, boolean complete) {

    /**
     * A link of the chain.
     *
     * @param id unique in the trace: {@code event:<id>}, {@code delivery:<id>}, {@code task:<id>}
     * @param parent the id of what caused it; {@code null} for the first
     * @param kind {@code event}, {@code delivery} or {@code task}
     * @param ref the id of the event, delivery or task
     * @param title the type, the flow's or subscriber's name, or the task's title
     * @param state of a delivery or task; {@code published} for events
     * @param plugin whose it is
     * @param time when it was published, first tried or created
     * @param duration in milliseconds; {@code null} where it has none
     * @param error why it failed
     */
    public record Node(
            String id,
            @Nullable String parent,
            String kind,
            String ref,
            String title,
            String state,
            @Nullable String plugin,
            Instant time,
            @Nullable Double duration,
            @Nullable String error) {}
}

package io.dalbox.flows;

import io.dalbox.events.JournalEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a flow would do with recorded events; nothing was called.
 *
 * @param problems what is wrong with the flow itself; when there is any, {@code results} is empty
 * @param results one for each event, newest first
 */
public record DryRun(List<FlowProblem> problems, List<Result> results) {

    /**
     * For one event.
     *
     * @param event the event
     * @param matched whether the condition holds
     * @param parameters what the action would get, with its defaults; {@code null} when not matched or failed
     * @param errors what went wrong with this event, by place, such as a parameter outside of its bounds
     */
    public record Result(
            JournalEvent event, boolean matched, @Nullable ObjectNode parameters, List<FlowProblem> errors) {}
}

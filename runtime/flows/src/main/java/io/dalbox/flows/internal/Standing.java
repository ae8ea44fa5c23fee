package io.dalbox.flows.internal;

import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a flow stands: its state, why, and what is wrong. */
record Standing(FlowState state, @Nullable String detail, List<FlowProblem> problems) {

    static final Standing ON = new Standing(FlowState.ON, null, List.of());
    static final Standing OFF = new Standing(FlowState.OFF, null, List.of());

    static Standing waiting(String reason) {
        return new Standing(FlowState.WAITING, reason, List.of());
    }

    static Standing cut(String reason) {
        return new Standing(FlowState.CUT, reason, List.of());
    }

    static Standing broken(List<FlowProblem> problems) {
        String first = problems.getFirst().detail();
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return new Standing(FlowState.BROKEN, first + more, List.copyOf(problems));
    }
}

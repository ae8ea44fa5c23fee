package io.dalbox.flows;

import java.io.Serial;
import java.util.List;

/** A flow does not fit its event or its action. */
public final class InvalidFlow extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<FlowProblem> problems;

    /** With every problem. */
    public InvalidFlow(List<FlowProblem> problems) {
        super(problems.size() + " problem(s) in the flow");
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem. */
    public List<FlowProblem> problems() {
        return problems;
    }
}

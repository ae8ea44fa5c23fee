package io.dalbox.flows.internal.cel;

import io.dalbox.flows.FlowProblem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** An expression failed on an event: it would fail on it again. */
public final class EvaluationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<FlowProblem> problems;

    /** With every problem. */
    public EvaluationException(List<FlowProblem> problems) {
        super(problems.stream()
                .map(problem -> problem.pointer() + ": " + problem.detail())
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** Returns every problem. */
    public List<FlowProblem> problems() {
        return problems;
    }
}

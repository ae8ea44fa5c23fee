package io.dalbox.flows.internal.cel;

import io.dalbox.flows.FlowProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of compiling a flow.
 *
 * @param problems every problem; empty when there is a program
 * @param program {@code null} when there is a problem
 */
public record Compilation(
        List<FlowProblem> problems, @Nullable Program program) {}

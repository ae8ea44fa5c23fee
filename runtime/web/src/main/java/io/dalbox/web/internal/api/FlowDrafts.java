package io.dalbox.web.internal.api;

import io.dalbox.flows.Flow;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Flows;
import io.dalbox.flows.InvalidFlow;
import io.dalbox.web.internal.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Flows that somebody still writes. */
final class FlowDrafts {

    private final Flows flows;

    FlowDrafts(Flows flows) {
        this.flows = flows;
    }

    /** Returns the flow when its form is whole. Whether it fits is told by whoever saves it. */
    FlowSpec complete(JsonNode flow) {
        FlowReader.Read read = FlowReader.read(flow);
        if (!read.problems().isEmpty()) {
            throw new InvalidFlow(problems(read));
        }
        return read.spec();
    }

    /** Returns what is wrong, as much as can be said. */
    List<FlowProblem> problems(FlowReader.Read read) {
        List<FlowProblem> all = new ArrayList<>(read.problems());
        Set<String> told = all.stream().map(FlowProblem::pointer).collect(Collectors.toSet());
        // What is missing has no schema to be checked against, and is told already.
        flows.check(read.spec()).stream()
                .filter(problem -> !told.contains(problem.pointer()))
                .forEach(all::add);
        return all;
    }

    static Flow known(Flows flows, String id) {
        return flows.find(id).orElseThrow(() -> ProblemException.notFound("There is no flow " + id + "."));
    }
}

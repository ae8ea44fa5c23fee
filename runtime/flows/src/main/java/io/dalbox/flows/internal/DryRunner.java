package io.dalbox.flows.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.DryRun;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.internal.cel.EvaluationException;
import io.dalbox.flows.internal.cel.Program;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what a flow would do with events; calls nothing. */
final class DryRunner {

    private static final int MOST = 100;

    private final Journal journal;

    DryRunner(Journal journal) {
        this.journal = journal;
    }

    DryRun run(Program program, String type, int limit, @Nullable JournalEvent event) {
        List<JournalEvent> events =
                event != null ? List.of(event) : journal.newest(0, Math.clamp(limit, 1, MOST), type);
        return new DryRun(
                List.of(), events.stream().map(one -> result(program, one)).toList());
    }

    private static DryRun.Result result(Program program, JournalEvent event) {
        try {
            if (!program.matches(event)) {
                return new DryRun.Result(event, false, null, List.<FlowProblem>of());
            }
        } catch (EvaluationException e) {
            return new DryRun.Result(event, false, null, e.problems());
        }
        try {
            return new DryRun.Result(event, true, program.parameters(event), List.of());
        } catch (EvaluationException e) {
            return new DryRun.Result(event, true, null, e.problems());
        }
    }
}

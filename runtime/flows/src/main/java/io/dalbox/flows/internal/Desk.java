package io.dalbox.flows.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.DryRun;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Suggestion;
import io.dalbox.flows.Trace;
import io.dalbox.flows.internal.Contracts.Found;
import io.dalbox.flows.internal.cel.Compilation;
import io.dalbox.flows.internal.cel.Compiler;
import io.dalbox.flows.internal.cel.Program;
import io.dalbox.flows.internal.suggest.Suggester;
import io.dalbox.flows.internal.suggest.Vocabularies;
import io.dalbox.flows.internal.trace.CauseChain;
import io.dalbox.flows.internal.trace.Traces;
import io.dalbox.plugins.Actions;
import io.dalbox.tasks.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What helps a person to write and to understand flows. Changes nothing. */
final class Desk {

    private static final int LONGEST_NAME = 200;

    private final Contracts contracts;
    private final Compiler compiler;
    private final EventTypes types;
    private final Actions actions;
    private final DryRunner dryRunner;
    private final Suggester suggester;
    private final Vocabularies vocabularies;
    private final Traces traces;
    private final CauseChain chain;

    Desk(
            Contracts contracts,
            Compiler compiler,
            EventTypes types,
            Actions actions,
            Journal journal,
            Deliveries deliveries,
            Tasks tasks,
            Supplier<List<FlowSpec>> flows,
            Function<String, String> nameOf) {
        this.contracts = contracts;
        this.compiler = compiler;
        this.types = types;
        this.actions = actions;
        this.dryRunner = new DryRunner(journal);
        this.suggester = new Suggester(types, actions, journal, flows);
        this.vocabularies = new Vocabularies(types, journal);
        this.traces = new Traces(journal, deliveries, tasks, nameOf);
        this.chain = new CauseChain(journal, tasks);
    }

    CauseChain chain() {
        return chain;
    }

    List<FlowProblem> check(FlowSpec spec) {
        List<FlowProblem> problems = new ArrayList<>();
        if (spec.name().isBlank() || spec.name().length() > LONGEST_NAME) {
            problems.add(new FlowProblem(
                    "/name", "Give the flow a name of 1 to " + LONGEST_NAME + " characters.", 0, 0, null));
        }
        problems.addAll(compile(spec).problems());
        return problems;
    }

    private Compilation compile(FlowSpec spec) {
        return switch (contracts.find(spec)) {
            case Found.Both both -> compiler.compile(spec, both.event(), both.action());
            case Found.Missing(var problems) -> new Compilation(problems, null);
            case Found.Away(String reason, boolean passing) ->
                new Compilation(
                        List.of(new FlowProblem(
                                types.find(spec.event()).isEmpty() ? "/on/event" : "/do/plugin",
                                "This cannot be checked now. " + reason,
                                0,
                                0,
                                null)),
                        null);
        };
    }

    DryRun dryRun(FlowSpec spec, int limit, @Nullable JournalEvent event) {
        Compilation compilation = compile(spec);
        Program program = compilation.program();
        return program == null
                ? new DryRun(compilation.problems(), List.of())
                : dryRunner.run(program, spec.event(), limit, event);
    }

    /** Proposes what the compiler accepts too. */
    List<Suggestion> suggest(String event, String plugin, String action) {
        Optional<EventTypes.Type> type = types.find(event);
        Optional<Actions.Description> called = actions.find(plugin, action);
        if (type.isEmpty() || called.isEmpty()) {
            return List.of();
        }
        return suggester.suggest(event, plugin, action).stream()
                .filter(one -> fits(one, type.get(), called.get()))
                .toList();
    }

    private boolean fits(Suggestion suggestion, EventTypes.Type type, Actions.Description action) {
        FlowSpec one = new FlowSpec(
                "suggestion",
                true,
                type.name(),
                null,
                action.plugin(),
                action.name(),
                Map.of(suggestion.parameter(), suggestion.expression()),
                io.dalbox.events.RetryPolicy.DEFAULT,
                1,
                1);
        String place = "/with/" + suggestion.parameter().replace("~", "~0").replace("/", "~1");
        return compiler.compile(one, type, action).problems().stream()
                .noneMatch(problem -> problem.pointer().equals(place));
    }

    ObjectNode vocabulary(String event) {
        return vocabularies.describe(event, compiler.functions(), compiler::typeName);
    }

    Trace trace(String kind, String id) {
        return traces.trace(kind, id);
    }
}

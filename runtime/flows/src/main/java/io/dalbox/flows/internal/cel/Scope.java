package io.dalbox.flows.internal.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.compiler.CelCompilerLibrary;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelRuntimeLibrary;
import io.dalbox.events.EventTypes;
import io.dalbox.flows.FlowProblem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What expressions over one event type may name. Immutable and thread-safe. */
final class Scope {

    /** Without what makes much of little: {@code replace} is our own, and there are no ranges. */
    private static final CelStringExtensions STRINGS =
            CelExtensions.strings(EnumSet.complementOf(EnumSet.of(CelStringExtensions.Function.REPLACE)));

    private static final CelListsExtensions LISTS =
            CelExtensions.lists(EnumSet.complementOf(EnumSet.of(CelListsExtensions.Function.RANGE)));

    static final CelRuntime RUNTIME = runtime();

    private final dev.cel.compiler.CelCompiler compiler;
    private final Set<String> fields = new TreeSet<>();
    private final JsonNode schema;

    Scope(EventTypes.Type event) {
        this.schema = event.schema().json();
        CelTypes types = new CelTypes(event.name(), schema);
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(Limits.OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(types)
                .addVar("event", types.root())
                .addVar("meta", CelTypes.META)
                .addFunctionDeclarations(Library.DECLARATIONS)
                .addLibraries(compilerLibraries());
        Library.CONSTANTS.keySet().forEach(name -> builder.addVar(name, SimpleType.INT));
        this.compiler = builder.build();
        types.types().forEach(struct -> fields.addAll(((dev.cel.common.types.StructType) struct).fieldNames()));
    }

    private static CelCompilerLibrary[] compilerLibraries() {
        return new CelCompilerLibrary[] {
            STRINGS, LISTS, CelExtensions.regex(), CelExtensions.optional(), CelExtensions.math(Limits.OPTIONS)
        };
    }

    private static CelRuntime runtime() {
        return CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(Limits.OPTIONS)
                .addLibraries(new CelRuntimeLibrary[] {
                    STRINGS, LISTS, CelExtensions.regex(), CelExtensions.optional(), CelExtensions.math(Limits.OPTIONS)
                })
                .addFunctionBindings(Library.BINDINGS)
                .build();
    }

    JsonNode schema() {
        return schema;
    }

    /** What came of an expression: its tree, or what is wrong. */
    sealed interface Parsed {
        /** It is well. */
        record Good(CelAbstractSyntaxTree tree, CelRuntime.Program program) implements Parsed {}

        /** It is not. */
        record Bad(List<FlowProblem> problems) implements Parsed {}
    }

    Parsed parse(String pointer, String expression) {
        try {
            CelValidationResult result = compiler.compile(expression);
            if (result.hasError()) {
                return new Parsed.Bad(problems(pointer, expression, result.getErrors()));
            }
            return new Parsed.Good(result.getAst(), RUNTIME.createProgram(result.getAst()));
        } catch (CelValidationException | CelEvaluationException | RuntimeException | StackOverflowError e) {
            String why = e instanceof StackOverflowError
                    ? "it is nested too deeply"
                    : Objects.requireNonNullElse(e.getMessage(), e.toString());
            return new Parsed.Bad(
                    List.of(new FlowProblem(pointer, "The expression cannot be used: " + why + ".", 1, 1, null)));
        }
    }

    private List<FlowProblem> problems(String pointer, String expression, List<CelIssue> issues) {
        Words words = new Words(pointer, expression, fields, Functions.NAMES);
        List<FlowProblem> problems = new ArrayList<>();
        for (CelIssue issue : issues) {
            FlowProblem problem = words.of(issue);
            if (problem != null && problems.stream().noneMatch(problem::equals)) {
                problems.add(problem);
            }
        }
        if (problems.isEmpty()) {
            problems.add(new FlowProblem(
                    pointer,
                    "The expression means nothing: " + issues.getFirst().getMessage(),
                    1,
                    1,
                    null));
        }
        return problems;
    }
}

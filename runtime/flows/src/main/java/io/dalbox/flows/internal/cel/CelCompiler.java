package io.dalbox.flows.internal.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import io.dalbox.events.EventTypes;
import io.dalbox.flows.FlowProblem;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.internal.cel.Scope.Parsed;
import io.dalbox.json.Nearest;
import io.dalbox.plugins.Actions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The compiler on CEL. What an event type offers to expressions is kept until its schema changes. */
public final class CelCompiler implements Compiler {

    private final Map<String, Scope> scopes = new ConcurrentHashMap<>();

    /** Loads CEL, which takes a few hundred milliseconds. */
    public CelCompiler() {}

    @Override
    public Compilation compile(FlowSpec spec, EventTypes.Type event, Actions.Description action) {
        Scope scope = scopes.compute(
                event.name(),
                (name, known) ->
                        known != null && known.schema().equals(event.schema().json()) ? known : new Scope(event));
        List<FlowProblem> problems = new ArrayList<>();
        Parsed.@Nullable Good when = condition(scope, spec.when(), problems);
        Map<String, CelProgram.Parameter> with = new LinkedHashMap<>();
        JsonNode schema = action.params().json();
        spec.with().forEach((name, expression) -> {
            CelProgram.Parameter parameter = parameter(scope, action, name, expression, problems);
            if (parameter != null) {
                with.put(name, parameter);
            }
        });
        missing(spec, schema, problems);
        return problems.isEmpty()
                ? new Compilation(
                        List.of(),
                        new CelProgram(scope.schema(), when == null ? null : when.program(), with, action.params()))
                : new Compilation(List.copyOf(problems), null);
    }

    private static Parsed.@Nullable Good condition(Scope scope, @Nullable String when, List<FlowProblem> problems) {
        if (when == null) {
            return null;
        }
        return switch (scope.parse("/when", when)) {
            case Parsed.Bad(var found) -> {
                problems.addAll(found);
                yield null;
            }
            case Parsed.Good good -> {
                CelType type = good.tree().getResultType();
                if (type.kind() != CelKind.BOOL && type.kind() != CelKind.DYN) {
                    problems.add(new FlowProblem(
                            "/when",
                            "A condition must be true or false, and this is of the type " + Fit.name(type)
                                    + ". Compare it with something.",
                            1,
                            1,
                            null));
                }
                yield good;
            }
        };
    }

    private static CelProgram.@Nullable Parameter parameter(
            Scope scope, Actions.Description action, String name, String expression, List<FlowProblem> problems) {
        String pointer = pointer(name);
        JsonNode properties = action.params().json().path("properties");
        JsonNode schema = properties.path(name);
        if (schema.isMissingNode()) {
            Set<String> known = new TreeSet<>();
            properties.properties().forEach(property -> known.add(property.getKey()));
            String near = Nearest.of(name, known).orElse(null);
            problems.add(new FlowProblem(
                    pointer,
                    "The action '" + action.name() + "' has no parameter '" + name + "'; it has "
                            + (known.isEmpty() ? "none" : String.join(", ", known)) + ".",
                    0,
                    0,
                    near));
            return null;
        }
        return switch (scope.parse(pointer, expression)) {
            case Parsed.Bad(var found) -> {
                problems.addAll(found);
                yield null;
            }
            case Parsed.Good good -> {
                CelType type = good.tree().getResultType();
                if (Fit.fits(type, schema)) {
                    problems.addAll(new Constants(action.params(), name, pointer).problems(good, schema));
                } else {
                    problems.add(new FlowProblem(
                            pointer,
                            "The parameter '" + name + "' takes " + Fit.wanted(schema) + ", and this is of the type "
                                    + Fit.name(type) + ".",
                            1,
                            1,
                            Fit.converted(expression, type, schema)));
                }
                yield new CelProgram.Parameter(good.program(), schema);
            }
        };
    }

    private static void missing(FlowSpec spec, JsonNode schema, List<FlowProblem> problems) {
        for (JsonNode required : schema.path("required")) {
            String name = required.asString("");
            boolean has = spec.with().containsKey(name)
                    || schema.path("properties").path(name).has("default");
            if (!has) {
                problems.add(
                        new FlowProblem(pointer(name), "The action needs the parameter '" + name + "'.", 0, 0, null));
            }
        }
    }

    static String pointer(String name) {
        return "/with/" + name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public List<Function> functions() {
        return Functions.ALL;
    }

    @Override
    public String typeName(JsonNode schema) {
        return Fit.name(new CelTypes("type", schema).root());
    }
}

package io.dalbox.flows.internal.cel;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.FlowProblem;
import io.dalbox.json.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A flow's compiled expressions. */
final class CelProgram implements Program {

    private static final Pattern ABSENT = Pattern.compile("key '([^']+)' is not present in map\\.?");

    private final JsonNode eventSchema;
    private final CelRuntime.@Nullable Program when;
    private final Map<String, Parameter> with;
    private final Schema params;

    /** A parameter's program and its schema. */
    record Parameter(CelRuntime.Program program, JsonNode schema) {}

    CelProgram(JsonNode eventSchema, CelRuntime.@Nullable Program when, Map<String, Parameter> with, Schema params) {
        this.eventSchema = eventSchema;
        this.when = when;
        this.with = Collections.unmodifiableMap(new LinkedHashMap<>(with));
        this.params = params;
    }

    @Override
    public boolean matches(JournalEvent event) {
        if (when == null) {
            return true;
        }
        try {
            if (when.eval(variables(event)) instanceof Boolean holds) {
                return holds;
            }
            throw failure("/when", "The condition came to something else than true or false.");
        } catch (CelEvaluationException e) {
            throw failure("/when", plain(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public ObjectNode parameters(JournalEvent event) {
        Map<String, Object> variables = variables(event);
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        List<FlowProblem> problems = new ArrayList<>();
        with.forEach((name, parameter) -> {
            try {
                JsonNode value = Values.json(parameter.program().eval(variables), parameter.schema());
                if (value != null) {
                    input.set(name, value);
                }
            } catch (CelEvaluationException | IllegalArgumentException e) {
                String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
                problems.add(new FlowProblem(CelCompiler.pointer(name), plain(message), 0, 0, null));
            }
        });
        if (problems.isEmpty()) {
            ObjectNode complete = params.withDefaults(input);
            params.validate(complete)
                    .forEach(v -> problems.add(new FlowProblem("/with" + v.pointer(), v.detail(), 0, 0, null)));
            if (problems.isEmpty()) {
                return complete;
            }
        }
        throw new EvaluationException(problems);
    }

    private Map<String, Object> variables(JournalEvent event) {
        Map<String, Object> variables = new HashMap<>(Library.CONSTANTS);
        variables.put("event", Values.map(event.data(), eventSchema));
        variables.put("meta", Values.meta(event.info()));
        return variables;
    }

    private static EvaluationException failure(String pointer, String detail) {
        return new EvaluationException(List.of(new FlowProblem(pointer, detail, 0, 0, null)));
    }

    /** Says what CEL says without its place in the bytes. */
    static String plain(String message) {
        String text = message.replaceFirst("^evaluation error(?: at <input>:\\d+)?: ", "");
        Matcher absent = ABSENT.matcher(text);
        if (absent.matches()) {
            String name = absent.group(1);
            return "This event has no field '" + name + "'. Write event.?" + name
                    + ".orValue(…) to say what to take then.";
        }
        return text;
    }
}

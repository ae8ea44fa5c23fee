package io.dalbox.flows.internal.cel;

import io.dalbox.events.EventTypes;
import io.dalbox.flows.FlowSpec;
import io.dalbox.plugins.Actions;

/** Checks and compiles flows against the schemas of their event and action. Thread-safe; CEL is loaded on first use. */
public interface Compiler {

    /** Compiles a flow whose event type and action are known; whether the spec names them is the caller's affair. */
    Compilation compile(FlowSpec spec, EventTypes.Type event, Actions.Description action);

    /** Describes the functions and constants that expressions may use. */
    java.util.List<Function> functions();

    /** Returns the CEL type of a JSON Schema as people write it, such as {@code string} or {@code list(int)}. */
    String typeName(tools.jackson.databind.JsonNode schema);

    /**
     * A function.
     *
     * @param name such as {@code path.stem}
     * @param signature such as {@code path.stem(string) -> string}
     * @param description in a sentence
     * @param example an expression over the fields of {@code download.completed}
     */
    record Function(String name, String signature, String description, String example) {}
}

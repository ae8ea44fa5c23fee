package io.dalbox.flows.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.internal.cel.CelCompiler;
import io.dalbox.flows.internal.cel.Compilation;
import io.dalbox.flows.internal.cel.Compiler;
import io.dalbox.plugins.Actions;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The expression engine, made when it is first needed: a box without flows never loads it. Thread-safe. */
final class Engine implements Compiler {

    private static final class Holder {
        private static final Compiler CEL = new CelCompiler();

        private Holder() {}
    }

    @Override
    public Compilation compile(FlowSpec spec, EventTypes.Type event, Actions.Description action) {
        return Holder.CEL.compile(spec, event, action);
    }

    @Override
    public List<Function> functions() {
        return Holder.CEL.functions();
    }

    @Override
    public String typeName(JsonNode schema) {
        return Holder.CEL.typeName(schema);
    }
}

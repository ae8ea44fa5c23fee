package io.dalbox.json.internal;

import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes schemas. What it derives from a class holds nothing of it. */
@Component(service = Schemas.class)
public final class SchemaFactory implements Schemas {

    private final Optional<DerivedBefore> before;

    /** Remembers what it derives from one start to the next. */
    @Activate
    public SchemaFactory(BundleContext context) {
        this.before = DerivedBefore.open(context);
    }

    /** Derives each time. */
    public SchemaFactory() {
        this.before = Optional.empty();
    }

    // A derived schema is valid, so compiling it can wait until the first value comes.
    @Override
    public Schema ofRecord(Class<?> type) {
        String known = before.map(memory -> memory.find(type)).orElse(null);
        if (known != null) {
            return new CompiledSchema(known);
        }
        RecordSchemas.Derived derived = RecordSchemas.derive(type);
        if (derived.lasting()) {
            before.ifPresent(memory -> memory.keep(type, derived.schema().toString()));
        }
        return new CompiledSchema(derived.schema());
    }

    @Override
    public Schema compile(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            throw new IllegalArgumentException("A schema is a JSON object; got " + Sentences.kind(schema));
        }
        ObjectNode copy = object.deepCopy();
        Validators.check(copy);
        CompiledSchema compiled = new CompiledSchema(copy);
        compiled.prepare();
        return compiled;
    }
}

package io.dalbox.json.internal;

import io.dalbox.json.Schema;
import io.dalbox.json.Schemas;
import org.osgi.service.component.annotations.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes schemas. Stateless: what it derives from a class holds nothing of it. */
@Component(service = Schemas.class)
public final class SchemaFactory implements Schemas {

    @Override
    public Schema ofRecord(Class<?> type) {
        // A derived schema is valid, so compiling it can wait until the first value comes.
        return new CompiledSchema(RecordSchemas.derive(type));
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

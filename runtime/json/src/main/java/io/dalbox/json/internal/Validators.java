package io.dalbox.json.internal;

import com.networknt.schema.AbsoluteIri;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** The validator library, started by the first value that is validated: it costs a tenth of a second. */
final class Validators {

    private static final String META_SCHEMAS = "https://json-schema.org/draft/2020-12/";

    private static final SchemaRegistry REGISTRY = create();

    private Validators() {}

    static Schema compile(ObjectNode schema) {
        return REGISTRY.getSchema(schema);
    }

    /** Refuses what is no schema: the validator itself would pass over keywords that it cannot read. */
    static void check(ObjectNode schema) {
        List<Error> errors;
        try {
            errors = MetaSchema.SCHEMA.validate(schema);
        } catch (SchemaException broken) {
            throw new IllegalArgumentException("The schema cannot be read: " + broken.getMessage(), broken);
        }
        if (!errors.isEmpty()) {
            Error first = errors.getFirst();
            throw new IllegalArgumentException(
                    "Not a JSON Schema 2020-12: at " + place(first) + ": " + first.getMessage());
        }
    }

    private static String place(Error error) {
        String pointer = error.getInstanceLocation().toString();
        return pointer.isEmpty() ? "the top" : pointer;
    }

    private static SchemaRegistry create() {
        SchemaRegistryConfig config = SchemaRegistryConfig.builder()
                .formatAssertionsEnabled(true)
                .locale(Locale.ROOT)
                .build();
        Dialect dialect = Dialect.builder(Dialects.getDraft202012())
                .formats(HouseFormats.all())
                .build();
        // A $ref reaches the standard's own meta-schemas, which are inside the library, and nothing else.
        return SchemaRegistry.withDialect(
                dialect,
                registry -> registry.schemaRegistryConfig(config)
                        .schemaCacheEnabled(false)
                        .schemaLoader(
                                loader -> loader.fetchRemoteResources(false).allow(Validators::allowed)));
    }

    private static boolean allowed(AbsoluteIri iri) {
        return iri.toString().startsWith(META_SCHEMAS);
    }

    private static final class MetaSchema {
        static final Schema SCHEMA = REGISTRY.getSchema(SchemaLocation.of(META_SCHEMAS + "schema"));
    }
}

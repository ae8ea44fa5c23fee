package io.dalbox.json;

import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.JsonNode;

/** Makes schemas. A service; thread-safe. */
@ProviderType
public interface Schemas {

    /**
     * Derives the schema of a record: names in {@code snake_case}, descriptions and constraints from
     * {@code io.dalbox.action.Param}, no additional properties, enum constants in lower case. Nested records are written in place;
     * only a record that contains itself has definitions. Neither initialises the class nor keeps anything of it.
     *
     * @throws IllegalArgumentException if it is no record, or an annotation does not fit its type
     */
    Schema ofRecord(Class<?> type);

    /**
     * Compiles a schema.
     *
     * @throws IllegalArgumentException if it is not a valid JSON Schema 2020-12
     */
    Schema compile(JsonNode schema);
}

package io.dalbox.json;

import io.dalbox.json.internal.StoragePathModule;
import java.util.Locale;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/**
 * The JSON of the whole system: {@code snake_case} names and enum constants, RFC 3339 times, unknown fields refused when
 * read. Record components are written in their order.
 */
public final class Json {

    /** How deep arrays and objects may nest; deeper input only means to exhaust the stack. */
    private static final int MAX_DEPTH = 64;

    private static final int MAX_STRING = 20_000_000;

    /** Longer numbers cost quadratic time to read and mean nothing to anyone. */
    private static final int MAX_NUMBER = 100;

    private static final JsonMapper CORE = create();

    private Json() {}

    /** Returns the core's mapper. Never give it a class of a plugin: its caches would keep the plugin's loader alive. */
    public static JsonMapper mapper() {
        return CORE;
    }

    /** Returns a new mapper with caches of its own, for the classes of one plugin; drop it with the plugin. */
    public static JsonMapper forPlugin() {
        return create();
    }

    private static JsonMapper create() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNumberLength(MAX_NUMBER)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .typeFactory(TypeFactory.createDefaultInstance())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy((config, type, constant) -> constant.toLowerCase(Locale.ROOT))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .addModule(new StoragePathModule())
                .build();
    }
}

package io.dalbox.json;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.TypeFactory;

/** The JSON of the whole system: {@code snake_case}, RFC 3339 times, unknown fields refused when read. */
public final class Json {

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
        return JsonMapper.builder()
                .typeFactory(TypeFactory.createDefaultInstance())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }
}

package io.dalbox.json;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A compiled JSON Schema 2020-12. Immutable and thread-safe; holds no class of a plugin. */
@ProviderType
public interface Schema {

    /** Returns the schema as JSON; do not change it. */
    ObjectNode json();

    /**
     * Returns every place where the value does not fit, at most 100; empty when it is valid. A property that is not required
     * may also be {@code null}, which means the same as leaving it out.
     */
    List<Violation> validate(JsonNode value);

    /** Returns a copy of the object in which absent and {@code null} properties have the schema's defaults, also inside. */
    ObjectNode withDefaults(ObjectNode value);

    /**
     * Returns the object that query parameters mean: each string read as the type that the schema gives its property, a list by
     * repetition, an object as JSON. What cannot be read so stays a string, and {@link #validate} names it.
     */
    ObjectNode fromStrings(Map<String, List<String>> parameters);
}

package io.dalbox.json.internal;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema whose validator is made by the first value: most actions are never called between two starts. */
final class CompiledSchema implements Schema {

    private static final int MAX_VIOLATIONS = 100;

    private final ObjectNode json;
    private volatile com.networknt.schema.@Nullable Schema validator;

    CompiledSchema(ObjectNode json) {
        this.json = json;
    }

    @Override
    public ObjectNode json() {
        return json;
    }

    @Override
    public List<Violation> validate(JsonNode value) {
        List<Error> errors;
        try {
            errors = validator().validate(Absent.withoutNulls(json, value));
        } catch (SchemaException exhausted) {
            return List.of(new Violation("", "cannot be checked: " + exhausted.getMessage()));
        }
        return errors.stream()
                .limit(MAX_VIOLATIONS)
                .map(error -> Sentences.of(error, json))
                .distinct()
                .toList();
    }

    @Override
    public ObjectNode withDefaults(ObjectNode value) {
        return Absent.filled(json, value);
    }

    @Override
    public ObjectNode fromStrings(Map<String, List<String>> parameters) {
        return Strings.read(json, parameters);
    }

    /** Makes the validator now, so that a fault of the schema shows here. */
    void prepare() {
        try {
            validator().initializeValidators();
        } catch (SchemaException broken) {
            throw new IllegalArgumentException("The schema cannot be used: " + broken.getMessage(), broken);
        }
    }

    private com.networknt.schema.Schema validator() {
        com.networknt.schema.Schema made = validator;
        if (made == null) {
            // Two threads may both make one; they are equal and the last stays.
            made = Validators.compile(json);
            validator = made;
        }
        return made;
    }
}

package io.dalbox.json.internal;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaException;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A schema that is read, and whose validator is made, by the first use: most actions are never called between two starts. */
final class CompiledSchema implements Schema {

    private static final int MAX_VIOLATIONS = 100;

    private final @Nullable String text;
    private volatile @Nullable ObjectNode json;
    private volatile com.networknt.schema.@Nullable Schema validator;

    CompiledSchema(ObjectNode json) {
        this.text = null;
        this.json = json;
    }

    /** A schema that was derived before. */
    CompiledSchema(String text) {
        this.text = text;
    }

    // Two threads may both read the text, or make a validator; they are equal and the last stays.
    @Override
    public ObjectNode json() {
        ObjectNode read = json;
        if (read == null) {
            read = (ObjectNode) Json.mapper().readTree(text);
            json = read;
        }
        return read;
    }

    @Override
    public List<Violation> validate(JsonNode value) {
        List<Error> errors;
        try {
            errors = validator().validate(Absent.withoutNulls(json(), value));
        } catch (SchemaException exhausted) {
            return List.of(new Violation("", "cannot be checked: " + exhausted.getMessage()));
        }
        return errors.stream()
                .limit(MAX_VIOLATIONS)
                .map(error -> Sentences.of(error, json()))
                .distinct()
                .toList();
    }

    @Override
    public ObjectNode withDefaults(ObjectNode value) {
        return Absent.filled(json(), value);
    }

    @Override
    public ObjectNode fromStrings(Map<String, List<String>> parameters) {
        return Strings.read(json(), parameters);
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
            made = Validators.compile(json());
            validator = made;
        }
        return made;
    }
}

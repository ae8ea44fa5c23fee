package io.dalbox.web.internal.http;

import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON bodies: one value, no duplicate names, an object. */
public final class JsonReader {

    private static final ObjectReader READER = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonReader() {}

    /**
     * Reads an object; nothing at all means an empty one.
     *
     * @throws ProblemException 400 with line and column when it is no JSON, 422 when it is no object
     */
    public static ObjectNode object(InputStream in) throws IOException {
        JsonNode node;
        try {
            node = READER.readTree(in);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new ProblemException(400, "The body is not valid JSON: " + where(e) + e.getOriginalMessage());
        }
        if (node == null || node.isMissingNode()) {
            return Json.mapper().createObjectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ProblemException.field("", "The body must be a JSON object.");
    }

    /**
     * Refuses what is not in the list.
     *
     * @throws ProblemException 422 with every unknown field
     */
    public static void refuseUnknown(ObjectNode object, Set<String> known) {
        List<Violation> unknown = new ArrayList<>();
        for (String name : object.propertyNames()) {
            if (!known.contains(name)) {
                unknown.add(new Violation(
                        "/" + name.replace("~", "~0").replace("/", "~1"),
                        known.isEmpty() ? "This call takes no fields." : "Unknown field; known are " + sorted(known)));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ProblemException(422, "The body has unknown fields.", unknown, Map.of());
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList()) + ".";
    }

    private static String where(JacksonException e) {
        var location = e.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ": ";
    }
}

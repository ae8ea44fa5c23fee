package io.dalbox.hooks.internal;

import io.dalbox.hooks.Posted;
import io.dalbox.hooks.Receipt;
import io.dalbox.json.Json;
import io.dalbox.json.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** What a posted body says. */
sealed interface Content {

    /** The media type of structured CloudEvents (JSON format 1.0, section 3). */
    String CLOUD_EVENT = "application/cloudevents+json";

    ObjectReader READER = Json.mapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * It can be read.
     *
     * @param data the event's
     * @param subject what it is about
     * @param hops how many events led to it as far as its sender says, so that two servers that feed each other stop
     * @param pointer where in the body the data is
     */
    record Read(ObjectNode data, @Nullable String subject, int hops, String pointer) implements Content {}

    /** It cannot. */
    record Bad(Receipt why) implements Content {}

    /** Reads a body. */
    static Content read(Posted posted) {
        JsonNode node;
        try {
            node = READER.readTree(posted.body());
        } catch (JacksonException e) {
            var at = e.getLocation();
            String where = at == null || at.getLineNr() < 1
                    ? ""
                    : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            return new Bad(new Receipt.Unreadable("The body is not valid JSON: " + where + e.getOriginalMessage()));
        }
        if (!(node instanceof ObjectNode body)) {
            return unfit("", "The body must be a JSON object.");
        }
        return posted.mediaType().equals(CLOUD_EVENT) ? cloudEvent(body) : new Read(body, null, 0, "");
    }

    private static Content cloudEvent(ObjectNode body) {
        if (!body.path("specversion").asString("").equals("1.0")) {
            return unfit("/specversion", "A CloudEvent has the specversion 1.0.");
        }
        JsonNode subject = body.path("subject");
        if (!subject.isMissingNode() && !subject.isNull() && !subject.isString()) {
            return unfit("/subject", "The subject must be a string.");
        }
        if (!(body.get("data") instanceof ObjectNode data)) {
            return unfit("/data", "The data must be a JSON object.");
        }
        JsonNode hops = body.path("hops");
        int led = hops.isIntegralNumber() && hops.canConvertToInt() ? Math.clamp(hops.intValue(), 0, 1000) + 1 : 0;
        return new Read(data, subject.isString() ? subject.stringValue() : null, led, "/data");
    }

    private static Content unfit(String pointer, String detail) {
        return new Bad(new Receipt.Unfit(detail, List.of(new Violation(pointer, detail))));
    }
}

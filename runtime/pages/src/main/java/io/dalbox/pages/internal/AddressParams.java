package io.dalbox.pages.internal;

import io.dalbox.json.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What stands in the address of a page, for the parameters of its sources that are {@code ${params.<name>}}. The server puts it there,
 * since it reads the sources for the first picture of the page, before any expression runs in the browser.
 *
 * @param values by the names in the page's path
 */
record AddressParams(Map<String, String> values) {

    /** An address that names nothing. */
    static final AddressParams NONE = new AddressParams(Map.of());

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*params\\.([A-Za-z_]\\w*)\\s*}");

    /** Returns the parameters, with texts in the place of references. What the address does not have is left out. */
    ObjectNode fill(JsonNode params) {
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        params.properties().forEach(param -> {
            Matcher reference = REFERENCE.matcher(param.getValue().asString(""));
            if (!reference.matches()) {
                filled.set(param.getKey(), param.getValue());
            } else if (values.get(reference.group(1)) instanceof String value) {
                filled.put(param.getKey(), value);
            }
        });
        return filled;
    }

    /** The same, with each value of the address read as the schema says: a number as a number. */
    ObjectNode fill(JsonNode params, Schema schema) {
        ObjectNode filled = fill(params);
        Map<String, List<String>> texts = new LinkedHashMap<>();
        params.properties().stream()
                .filter(param -> filled.has(param.getKey())
                        && !filled.path(param.getKey()).equals(param.getValue()))
                .forEach(param -> texts.put(
                        param.getKey(), List.of(filled.path(param.getKey()).asString())));
        return filled.setAll(schema.fromStrings(texts));
    }
}

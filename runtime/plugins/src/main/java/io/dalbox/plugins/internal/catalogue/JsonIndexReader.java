package io.dalbox.plugins.internal.catalogue;

import io.dalbox.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads {@code {"name", "plugins": [{"id", "version", "url", "sha256", …}]}}, plugin by plugin. Fields that it does not know are for
 * later versions, and left alone.
 */
final class JsonIndexReader implements IndexReader {

    @Override
    public Index read(byte[] content, Place place) throws IndexException {
        try (JsonParser parser = Json.mapper().createParser(content)) {
            return index(parser, place);
        } catch (JacksonException e) {
            throw new IndexException("The index is not valid JSON: " + where(e.getLocation()) + e.getOriginalMessage());
        }
    }

    private static Index index(JsonParser parser, Place place) throws IndexException {
        Gathering gathering = new Gathering();
        String name = null;
        boolean listed = false;
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IndexException("The index must be a JSON object with a list 'plugins'.");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("name") && value == JsonToken.VALUE_STRING) {
                name = Texts.line(parser.getString(), 200);
            } else if (field.equals("plugins")) {
                listed = true;
                plugins(parser, place, gathering);
            } else {
                parser.skipChildren();
            }
        }
        if (!listed) {
            throw new IndexException("The index has no list 'plugins'.");
        }
        if (parser.nextToken() != null) {
            throw new IndexException("The index goes on after its end: " + where(parser.currentTokenLocation())
                    + "there must be nothing after the object.");
        }
        return gathering.index(name, List.of());
    }

    private static void plugins(JsonParser parser, Place place, Gathering gathering) throws IndexException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IndexException(where(parser.currentTokenLocation()) + "'plugins' must be a list.");
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            Draft draft = new Draft(where(parser.currentTokenLocation()) + "/plugins/" + i);
            JsonNode node = parser.readValueAsTree();
            if (node instanceof ObjectNode plugin) {
                fill(draft, plugin);
            } else {
                draft.wrong("It must be an object.");
            }
            gathering.add(draft, place);
        }
    }

    private static void fill(Draft draft, ObjectNode plugin) {
        draft.id = text(draft, plugin, "id");
        draft.version = text(draft, plugin, "version");
        draft.name = text(draft, plugin, "name");
        draft.description = text(draft, plugin, "description");
        draft.license = text(draft, plugin, "license");
        draft.homepage = text(draft, plugin, "homepage");
        draft.url = text(draft, plugin, "url");
        draft.sha256 = text(draft, plugin, "sha256");
        draft.contract = text(draft, plugin, "contract");
        JsonNode size = plugin.path("size");
        if (size.isIntegralNumber()) {
            draft.size = size.asString();
        } else if (!absent(size)) {
            draft.wrong("The field 'size' must be a whole number of bytes.");
        }
        changelog(draft, plugin.path("changelog"));
    }

    private static void changelog(Draft draft, JsonNode changelog) {
        if (changelog.isString()) {
            draft.note(draft.version, null, changelog.stringValue());
        } else if (changelog.isArray()) {
            for (JsonNode node : changelog) {
                if (node instanceof ObjectNode note) {
                    draft.note(text(draft, note, "version"), text(draft, note, "date"), text(draft, note, "text"));
                } else {
                    draft.wrong("Each part of 'changelog' must be an object with version, date and text.");
                }
            }
        } else if (!absent(changelog)) {
            draft.wrong("The field 'changelog' must be a text, or a list of objects with version, date and text.");
        }
    }

    private static @Nullable String text(Draft draft, ObjectNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isString()) {
            return value.stringValue();
        }
        if (!absent(value)) {
            draft.wrong("The field '" + field + "' must be a text.");
        }
        return null;
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private static String where(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
    }
}

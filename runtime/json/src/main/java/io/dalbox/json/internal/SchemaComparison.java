package io.dalbox.json.internal;

import io.dalbox.json.SchemaChanges.Change;
import io.dalbox.json.SchemaChanges.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Walks two schemas side by side. */
public final class SchemaComparison {

    private static final List<String> INCOMPARABLE =
            List.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "prefixItems", "patternProperties");
    private static final int DEEPEST = 64;

    private final ObjectNode oldRoot;
    private final ObjectNode newRoot;
    private final boolean readers;
    private final List<Change> changes = new ArrayList<>();
    private final Set<String> path = new HashSet<>();

    private SchemaComparison(ObjectNode oldRoot, ObjectNode newRoot, Side side) {
        this.oldRoot = oldRoot;
        this.newRoot = newRoot;
        this.readers = side == Side.READERS;
    }

    /** Returns what changed, what breaks first. */
    public static List<Change> compare(ObjectNode old, ObjectNode now, Side side) {
        SchemaComparison comparison = new SchemaComparison(old, now, side);
        comparison.schema("", old, now);
        return comparison.changes.stream()
                .distinct()
                .sorted(Comparator.comparing(change -> !change.breaking()))
                .toList();
    }

    private void schema(String at, JsonNode oldSchema, JsonNode newSchema) {
        String pair = oldSchema.path("$ref").asString("") + " "
                + newSchema.path("$ref").asString("");
        boolean reference = pair.length() > 1;
        if ((reference && !path.add(pair)) || at.length() > DEEPEST * 16) {
            return;
        }
        JsonNode old = resolved(oldRoot, oldSchema);
        JsonNode now = resolved(newRoot, newSchema);
        ValueChanges values = new ValueChanges(readers, old, now);
        values.find().forEach(change -> add(at, change.breaking(), change.detail()));
        for (String keyword : INCOMPARABLE) {
            if (!Keywords.bare(old.path(keyword)).equals(Keywords.bare(now.path(keyword)))) {
                add(at, true, "follows other rules (" + keyword + ")");
            }
        }
        properties(at, old, now);
        elements(at, old.path("items"), now.path("items"));
        elements(at, map(old), map(now));
        if (reference) {
            path.remove(pair);
        }
    }

    private void properties(String at, JsonNode old, JsonNode now) {
        Set<String> names = new TreeSet<>(names(old));
        names.addAll(names(now));
        for (String name : names) {
            String place = at + "/" + name.replace("~", "~0").replace("/", "~1");
            JsonNode before = old.path("properties").path(name);
            JsonNode after = now.path("properties").path(name);
            if (after.isMissingNode()) {
                // An object that takes any other name takes this one too.
                add(place, readers || !open(now), "is no longer there");
            } else if (before.isMissingNode()) {
                added(place, required(now, name));
            } else {
                requirement(place, required(old, name), required(now, name));
                schema(place, before, after);
            }
        }
    }

    private void added(String place, boolean required) {
        add(place, required && !readers, required ? "is new and required" : "is new");
    }

    private void requirement(String place, boolean before, boolean after) {
        if (before && !after) {
            add(place, readers, "may be missing now");
        } else if (!before && after) {
            add(place, !readers, "is required now");
        }
    }

    /** Compares what lists or maps hold. */
    private void elements(String at, JsonNode old, JsonNode now) {
        if (old.isObject() && now.isObject()) {
            schema(at + "/*", old, now);
        } else if (old.isObject() != now.isObject()) {
            boolean narrower = now.isObject();
            add(at + "/*", narrower != readers, narrower ? "has a fixed kind now" : "may be of any kind now");
        }
    }

    private void add(String at, boolean breaking, String detail) {
        changes.add(new Change(at, breaking, detail));
    }

    private static JsonNode map(JsonNode schema) {
        JsonNode values = schema.path("additionalProperties");
        return values.isObject() ? values : MissingNode.getInstance();
    }

    private static boolean open(JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        return !(others.isBoolean() && !others.asBoolean());
    }

    private static Set<String> names(JsonNode schema) {
        return schema.path("properties") instanceof ObjectNode properties
                ? new TreeSet<>(properties.propertyNames())
                : Set.of();
    }

    private static boolean required(JsonNode schema, String name) {
        for (JsonNode one : schema.path("required")) {
            if (name.equals(one.asString())) {
                return true;
            }
        }
        return false;
    }

    /** Follows references into the schema itself; keywords beside a reference are lost, as none are written there. */
    private static JsonNode resolved(ObjectNode root, JsonNode schema) {
        JsonNode at = schema;
        for (int i = 0; i < DEEPEST; i++) {
            @Nullable JsonNode reference = at.get("$ref");
            if (reference == null || !reference.asString("").startsWith("#")) {
                return at;
            }
            at = root.at(reference.asString().substring(1));
        }
        return at;
    }
}

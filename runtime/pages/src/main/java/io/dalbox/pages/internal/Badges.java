package io.dalbox.pages.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Works out the badges of the sidebar: a number, or a dot for something true. Only {@code ${source.field}} and
 * {@code ${size(source)}} are understood, since the sidebar is made on every navigation and needs no more.
 */
final class Badges {

    private static final Pattern FIELD = Pattern.compile("\\$\\{\\s*([A-Za-z_]\\w*)((?:\\.[A-Za-z_]\\w*)*)\\s*}");
    private static final Pattern SIZE = Pattern.compile("\\$\\{\\s*size\\(\\s*([A-Za-z_]\\w*)\\s*\\)\\s*}");

    private final Sources sources;
    private final Snapshots snapshots;

    Badges(Services services) {
        this.sources = new Sources(services);
        this.snapshots = new Snapshots(services);
    }

    /**
     * A badge that waits for its data.
     *
     * @param source what it counts
     * @param path the field below; {@code null} counts the rows
     */
    record Wanted(Source source, @Nullable String path) {}

    /** Reads what an entry's badge needs; empty when it has none. */
    Optional<Wanted> wanted(Scene scene, JsonNode badge) {
        String text = badge.asString("");
        Matcher size = SIZE.matcher(text);
        Matcher field = FIELD.matcher(text);
        if (size.matches()) {
            return source(scene, size.group(1)).map(source -> new Wanted(source, null));
        }
        if (field.matches()) {
            String path = field.group(2).replace('.', '/');
            return source(scene, field.group(1)).map(source -> new Wanted(source, path));
        }
        return Optional.empty();
    }

    /** Puts the badges into their entries; all their data is read at once. */
    void fill(Map<ObjectNode, Wanted> wanted) {
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, Source> all = new LinkedHashMap<>();
        wanted.forEach((entry, badge) -> all.put(entry.path("id").asString(), badge.source()));
        ObjectNode values = snapshots.read(all, new Faults());
        wanted.forEach((entry, badge) ->
                entry.set("badge", value(values.path(entry.path("id").asString()), badge)));
    }

    private static JsonNode value(JsonNode data, Wanted badge) {
        String path = badge.path();
        JsonNode value = path == null
                ? JsonNodeFactory.instance.numberNode(data.path("items").size())
                : data.at(path);
        boolean shown = value.isNumber() ? value.doubleValue() > 0 : value.isBoolean() && value.booleanValue();
        return shown ? value : JsonNodeFactory.instance.nullNode();
    }

    private Optional<Source> source(Scene scene, String name) {
        String pointer = "/data/" + name;
        return scene.descriptor().json().at(pointer).isObject()
                ? sources.resolve(scene.descriptor(), pointer, scene.viewer(), AddressParams.NONE, new Faults())
                : Optional.empty();
    }
}

package io.dalbox.pages.internal;

import io.dalbox.pages.internal.descriptor.Descriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The texts of one descriptor in one locale: its own before the plugin's shared ones, English where there is no translation. */
final class Texts {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern LOCALE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*");
    /** Properties that may be given per locale. */
    private static final Set<String> TRANSLATED = Set.of(
            "label", "title", "hint", "description", "text", "submit", "confirm", "toast", "placeholder", "unit");

    private final List<Map<String, String>> layers = new ArrayList<>();
    private final List<String> preference;

    Texts(PluginUi ui, Descriptor descriptor, Locale locale) {
        String tag = locale.toLanguageTag();
        this.preference = List.of(tag, locale.getLanguage(), "en");
        JsonNode own = descriptor.json().path("i18n");
        for (String wanted : preference) {
            Map<String, String> texts = new LinkedHashMap<>();
            ui.texts().getOrDefault(wanted, Map.of()).forEach(texts::put);
            own.path(wanted)
                    .properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
            layers.add(texts);
        }
        // Written in other languages only: better one of those than a bare key.
        own.properties().forEach(other -> {
            Map<String, String> texts = new LinkedHashMap<>();
            other.getValue()
                    .properties()
                    .forEach(text -> texts.put(text.getKey(), text.getValue().asString()));
            layers.add(texts);
        });
        layers.addAll(ui.texts().values());
    }

    /** Returns a text as the locale has it; the key itself when nobody wrote one. */
    String find(String key) {
        return layers.stream()
                .filter(layer -> layer.containsKey(key))
                .findFirst()
                .map(layer -> layer.get(key))
                .orElse(key);
    }

    /** Returns a text property; {@code null} when it is absent. */
    @Nullable
    String text(JsonNode value) {
        JsonNode resolved = resolve("text", value);
        return resolved.isString() ? resolved.stringValue() : null;
    }

    /** Returns a copy in which every text is that of the locale. */
    JsonNode resolve(String property, JsonNode value) {
        if (value.isString()) {
            String text = value.stringValue();
            boolean key = text.startsWith("t:") && !(property.equals("labels") && text.endsWith("*"));
            return key ? JSON.stringNode(find(text.substring(2))) : value;
        }
        if (value instanceof ArrayNode array) {
            ArrayNode copy = JSON.arrayNode();
            array.forEach(item -> copy.add(resolve(property, item)));
            return copy;
        }
        if (value instanceof ObjectNode object) {
            if (TRANSLATED.contains(property) && isTranslations(object)) {
                return JSON.stringNode(choose(object));
            }
            ObjectNode copy = JSON.objectNode();
            object.properties().forEach(item -> copy.set(item.getKey(), resolve(item.getKey(), item.getValue())));
            return copy;
        }
        return value;
    }

    /** Adds the texts that a {@code labels: "t:state.*"} below {@code value} speaks of. */
    void gather(JsonNode value, ObjectNode into) {
        if (value instanceof ObjectNode object && object.path("labels").isString()) {
            String labels = object.path("labels").stringValue();
            if (labels.startsWith("t:") && labels.endsWith("*")) {
                String prefix = labels.substring(2, labels.length() - 1);
                layers.stream()
                        .flatMap(layer -> layer.keySet().stream())
                        .filter(key -> key.startsWith(prefix))
                        .forEach(key -> into.put(key, find(key)));
            }
        }
        value.forEach(item -> gather(item, into));
    }

    private static boolean isTranslations(ObjectNode object) {
        return !object.isEmpty()
                && object.properties().stream()
                        .allMatch(entry -> LOCALE.matcher(entry.getKey()).matches()
                                && entry.getValue().isString());
    }

    private String choose(ObjectNode translations) {
        for (String wanted : preference) {
            if (translations.has(wanted)) {
                return translations.path(wanted).asString();
            }
        }
        return translations.iterator().next().asString();
    }
}

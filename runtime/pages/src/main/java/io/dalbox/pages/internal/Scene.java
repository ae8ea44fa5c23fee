package io.dalbox.pages.internal;

import io.dalbox.pages.Viewer;
import io.dalbox.pages.internal.descriptor.Descriptor;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One descriptor as one person sees it.
 *
 * @param ui the plugin
 * @param descriptor one of its descriptors
 * @param viewer who looks
 * @param texts the descriptor's texts in the viewer's locale
 */
record Scene(PluginUi ui, Descriptor descriptor, Viewer viewer, Texts texts) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static Scene of(PluginUi ui, Descriptor descriptor, Viewer viewer) {
        return new Scene(ui, descriptor, viewer, new Texts(ui, descriptor, viewer.locale()));
    }

    /** Whether the viewer may see something that may carry an {@code access} of its own. */
    boolean mayPass(JsonNode declared) {
        return !declared.has("access")
                || viewer.may().test(declared.path("access").asString());
    }

    /** Whether the viewer may see a page, which asks for reading the plugin unless it says otherwise. */
    boolean maySee(JsonNode page) {
        return viewer.may().test(page.path("access").asString(ui.id() + ".read"));
    }

    /** Returns the page of this descriptor with an id. */
    Optional<JsonNode> page(String id) {
        return descriptor
                .json()
                .path("pages")
                .valueStream()
                .filter(page -> page.path("id").asString().equals(id))
                .findFirst();
    }

    /** Returns the address that a {@code to} means: a page's id becomes its path. */
    String destination(String to) {
        return to.startsWith("/") || to.contains("${")
                ? to
                : page(to).map(page -> ui.path(page.path("path").asString(""))).orElse(to);
    }

    /** Returns nodes with the locale's texts and addresses, without what the viewer may not see. */
    ArrayNode body(JsonNode nodes) {
        ArrayNode body = JSON.arrayNode();
        for (JsonNode node : nodes) {
            if (mayPass(node) && node instanceof ObjectNode object) {
                body.add(node(object));
            }
        }
        return body;
    }

    /** Returns what follows an action, with the locale's texts and addresses. */
    JsonNode followed(JsonNode then) {
        JsonNode copy = texts.resolve("then", then);
        if (copy instanceof ObjectNode object && object.has("to")) {
            object.put("to", destination(object.path("to").asString()));
        }
        return copy;
    }

    private ArrayNode facts(JsonNode declared) {
        ArrayNode facts = JSON.arrayNode();
        declared.forEach(fact -> facts.add(followed(fact)));
        return facts;
    }

    private ObjectNode node(ObjectNode declared) {
        ObjectNode node = JSON.objectNode();
        declared.properties().forEach(property -> {
            String name = property.getKey();
            JsonNode value = property.getValue();
            switch (name) {
                case "access" -> {}
                case "body", "tabs", "steps" -> node.set(name, body(value));
                case "to" -> node.put(name, destination(value.asString()));
                case "item" -> node.set(name, followed(value));
                case "items" -> node.set(name, facts(value));
                case "fallback" -> node.set(name, value instanceof ObjectNode other ? node(other) : value);
                default -> node.set(name, texts.resolve(name, value));
            }
        });
        return node;
    }
}

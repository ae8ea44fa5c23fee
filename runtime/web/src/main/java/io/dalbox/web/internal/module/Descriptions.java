package io.dalbox.web.internal.module;

import io.dalbox.events.EventTypes;
import io.dalbox.json.Json;
import io.dalbox.plugins.Actions;
import io.dalbox.plugins.PluginInfo;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes a plugin in the contract's words ({@code plugin-contract.md}, section 4). */
final class Descriptions {

    private final Actions actions;
    private final EventTypes types;
    private final Subscribers subscribers;

    Descriptions(Actions actions, EventTypes types, Subscribers subscribers) {
        this.actions = actions;
        this.types = types;
        this.subscribers = subscribers;
    }

    ObjectNode info(PluginInfo plugin) {
        return Json.mapper()
                .createObjectNode()
                .put("id", plugin.id())
                .put("name", plugin.name())
                .put("version", plugin.version())
                .put("description", plugin.description())
                .put("author", plugin.author())
                .put("homepage", plugin.homepage())
                .put("icon", plugin.icon());
    }

    ObjectNode capabilities(String plugin) {
        ObjectNode node = Json.mapper().createObjectNode();
        ObjectNode named = node.putObject("actions");
        actions.of(plugin).forEach(action -> named.set(action.name(), action(action)));
        ObjectNode events = node.putObject("events");
        types.all().stream()
                .filter(type -> type.owner().equals(plugin))
                .forEach(type -> events.putObject(type.name())
                        .put("description", type.description())
                        .put("version", type.version())
                        .put("outside", type.outside())
                        .put("keep_days", type.keepDays())
                        .set("schema", type.schema().json()));
        ArrayNode subscriptions = node.putArray("subscriptions");
        new TreeSet<>(subscribers.types(plugin)).forEach(subscriptions::add);
        return node;
    }

    private static ObjectNode action(Actions.Description action) {
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("description", action.description())
                .put("method", action.method().name())
                .put("path", action.path());
        node.set("params", params(action.params().json()));
        node.set("params_schema", action.params().json());
        var returns = action.returns();
        node.set("returns", returns == null ? Json.mapper().nullNode() : returns.json());
        if (action.longRunning()) {
            node.put("resumable", action.resumable());
        }
        return node.put("long_running", action.longRunning())
                .put("lane", action.lane().name())
                .put("access", action.access());
    }

    private static ObjectNode params(ObjectNode schema) {
        ObjectNode params = Json.mapper().createObjectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode from = property.getValue();
            ObjectNode param = params.putObject(property.getKey());
            param.set(
                    "type", from.has("type") ? from.get("type") : Json.mapper().nullNode());
            param.put("description", from.path("description").asString(""));
            param.put("required", contains(schema.path("required"), property.getKey()));
            param.set(
                    "default",
                    from.has("default") ? from.get("default") : Json.mapper().nullNode());
        }
        return params;
    }

    private static boolean contains(JsonNode names, String name) {
        for (JsonNode each : names) {
            if (each.asString("").equals(name)) {
                return true;
            }
        }
        return false;
    }
}

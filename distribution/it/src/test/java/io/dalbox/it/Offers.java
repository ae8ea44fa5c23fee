package io.dalbox.it;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a running server offers, read from itself, so that a door which is added later is tested without being asked. */
final class Offers {

    private Offers() {}

    /** A route of the server. */
    record Route(String method, String path) {

        boolean hasVariable() {
            return path.indexOf('{') >= 0;
        }

        /** Returns the path with the last variable replaced, and any before it by a name of nothing. */
        String with(String value) {
            int last = path.lastIndexOf('{');
            return path.substring(0, last).replaceAll("\\{[^}]*}", "no-such-thing")
                    + value
                    + path.substring(path.indexOf('}', last) + 1);
        }
    }

    /** A parameter of an action of a live plugin. */
    record Parameter(String plugin, String action, String method, String path, String name, ObjectNode others) {

        /** Returns a body that fits but for this parameter's value. */
        ObjectNode with(String value) {
            return others.deepCopy().put(name, value);
        }

        @Override
        public String toString() {
            return plugin + "." + action + " " + name;
        }
    }

    static List<Route> routes(DalboxProcess dalbox) {
        List<Route> routes = new ArrayList<>();
        for (JsonNode item : dalbox.json("/api/routes").path("items")) {
            routes.add(new Route(
                    item.path("method").asString(""), item.path("path").asString("")));
        }
        return routes;
    }

    static List<String> plugins(DalboxProcess dalbox) {
        List<String> live = new ArrayList<>();
        for (JsonNode item : dalbox.json("/api/plugins").path("items")) {
            if (item.path("state").asString("").equals("live")
                    && item.path("kind").asString("").equals("plugin")) {
                live.add(item.path("id").asString(""));
            }
        }
        return live;
    }

    /**
     * Returns the parameters of one format, of every action.
     *
     * @param url what a required parameter that is a URL gets
     */
    static List<Parameter> parameters(DalboxProcess dalbox, String format, String url) {
        List<Parameter> found = new ArrayList<>();
        for (String plugin : plugins(dalbox)) {
            JsonNode actions =
                    dalbox.json("/module/" + plugin + "/plugin/capabilities").path("actions");
            actions.propertyStream().forEach(action -> {
                JsonNode schema = action.getValue().path("params_schema");
                schema.path("properties").propertyStream().forEach(property -> {
                    if (property.getValue().path("format").asString("").equals(format)) {
                        found.add(new Parameter(
                                plugin,
                                action.getKey(),
                                action.getValue().path("method").asString(""),
                                "/module/" + plugin
                                        + action.getValue().path("path").asString(""),
                                property.getKey(),
                                sample(schema, url)));
                    }
                });
            });
        }
        return found;
    }

    /** Returns an object with every required property of a schema. */
    private static ObjectNode sample(JsonNode schema, String url) {
        ObjectNode object = Json.mapper().createObjectNode();
        for (JsonNode required : schema.path("required")) {
            String name = required.asString("");
            JsonNode property = schema.path("properties").path(name);
            switch (property.path("type").asString("")) {
                case "string" -> object.put(name, text(property, url));
                case "integer", "number" ->
                    object.put(name, property.path("minimum").asInt(1));
                case "boolean" -> object.put(name, false);
                case "array" -> object.putArray(name);
                default -> object.putObject(name);
            }
        }
        return object;
    }

    private static String text(JsonNode property, String url) {
        return switch (property.path("format").asString("")) {
            case "uri" -> url;
            case "storage-path" -> "media:/sample";
            default -> property.path("enum").path(0).asString("sample");
        };
    }
}

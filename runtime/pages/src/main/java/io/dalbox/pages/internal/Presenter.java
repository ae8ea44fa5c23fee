package io.dalbox.pages.internal;

import io.dalbox.json.Nearest;
import io.dalbox.pages.Viewer;
import io.dalbox.pages.internal.descriptor.ActionName;
import io.dalbox.pages.internal.descriptor.Descriptor;
import io.dalbox.plugins.Actions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns the actions that a descriptor presents into what a button needs: method, address, schema, texts. */
final class Presenter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String[] AS_WRITTEN = {
        "icon",
        "args",
        "primary",
        "tone",
        "when",
        "disabled",
        "optimistic",
        "key",
        "fields",
        "groups",
        "order",
        "confirm"
    };

    /** Keywords by which a schema has more parameters than its properties say. */
    private static final Set<String> COMPOSED = Set.of("$ref", "allOf", "oneOf", "anyOf", "if", "dependentSchemas");

    private final Services services;

    Presenter(Services services) {
        this.services = services;
    }

    /** Returns the action; empty when the viewer may not use it, or it does not exist, which is a fault. */
    Optional<ObjectNode> present(Scene scene, String name, Faults faults) {
        Descriptor descriptor = scene.descriptor();
        JsonNode declared = descriptor.json().path("actions").path(name);
        if (!scene.mayPass(declared)) {
            return Optional.empty();
        }
        String pointer = "/actions/" + name.replace("~", "~0").replace("/", "~1");
        Target target = target(declared.path("run").asString(), scene.viewer(), descriptor, pointer + "/run", faults);
        if (target == null) {
            return Optional.empty();
        }
        ObjectNode action = JSON.objectNode();
        action.put("name", name);
        String label = scene.texts().text(declared.path("label"));
        action.put("label", label == null ? target.description() : label);
        for (String property : AS_WRITTEN) {
            if (declared.has(property)) {
                action.set(property, scene.texts().resolve(property, declared.path(property)));
            }
        }
        target.write(action, declared.path("args"));
        fields(descriptor, pointer + "/fields", declared.path("fields"), target.schema(), faults);
        action.put("form", form(declared, target));
        if (declared.has("then")) {
            action.set("then", scene.followed(declared.path("then")));
        }
        Target back = declared.has("undo")
                ? target(declared.at("/undo/run").asString(), scene.viewer(), descriptor, pointer + "/undo/run", faults)
                : null;
        if (back == null) {
            action.putNull("undo");
        } else {
            back.write(action.putObject("undo"), declared.at("/undo/args"));
            action.withObject("undo").remove("schema");
        }
        return Optional.of(action);
    }

    /** A field that the action has no parameter for is never shown: a slip of the pen that nobody would see. */
    private static void fields(
            Descriptor descriptor, String pointer, JsonNode fields, @Nullable ObjectNode schema, Faults faults) {
        if (schema == null || schema.propertyNames().stream().anyMatch(COMPOSED::contains)) {
            return;
        }
        Set<String> known = Set.copyOf(schema.path("properties").propertyNames());
        for (String name : fields.propertyNames()) {
            String first = name.startsWith("/") ? name.substring(1) : name;
            String outer = first.split("[./]", 2)[0];
            if (!known.contains(name) && !known.contains(outer)) {
                String place = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
                faults.add(descriptor.fault(
                        place, "the action has no parameter '" + outer + "'" + Nearest.hint(outer, known)));
            }
        }
    }

    /** A form where something is left to ask. */
    private static String form(JsonNode declared, Target target) {
        String wanted = declared.path("form").asString("auto");
        if (!wanted.equals("auto")) {
            return wanted;
        }
        if (target.schema() == null) {
            return "none";
        }
        boolean asks = target.schema().path("properties").propertyNames().stream()
                .anyMatch(property -> !declared.path("args").has(property)
                        && !declared.path("fields")
                                .path(property)
                                .path("hidden")
                                .asBoolean(false));
        return asks ? "dialog" : "none";
    }

    private @Nullable Target target(String run, Viewer viewer, Descriptor descriptor, String pointer, Faults faults) {
        CoreCommand command = CoreCommand.of(run);
        if (command != null) {
            return viewer.may().test(command.access()) ? Target.of(command) : null;
        }
        ActionName name = ActionName.of(run).orElse(null);
        if (name == null) {
            return null;
        }
        Actions.Description action =
                services.actions().find(name.plugin(), name.action()).orElse(null);
        if (action == null) {
            faults.add(descriptor.fault(pointer, Missing.action(services, name)));
            return null;
        }
        return viewer.may().test(action.access()) ? Target.of(action) : null;
    }

    /** What a button calls. */
    private record Target(
            String method,
            String href,
            String description,
            boolean longRunning,
            @Nullable ObjectNode schema,
            @Nullable ObjectNode args) {

        static Target of(CoreCommand command) {
            return new Target(
                    command.method(), command.href(), command.word(), false, command.schema(), command.args());
        }

        static Target of(Actions.Description action) {
            return new Target(
                    action.method().name(),
                    "/module/" + action.plugin() + action.path(),
                    action.description(),
                    action.longRunning(),
                    action.params().json(),
                    null);
        }

        void write(ObjectNode action, JsonNode args) {
            action.put("method", method).put("href", href).put("long_running", longRunning);
            if (schema == null) {
                action.putNull("schema");
            } else {
                action.set("schema", schema.deepCopy());
            }
            if (args.isObject()) {
                action.set("args", args.deepCopy());
            } else if (this.args != null) {
                action.set("args", this.args.deepCopy());
            }
        }
    }
}

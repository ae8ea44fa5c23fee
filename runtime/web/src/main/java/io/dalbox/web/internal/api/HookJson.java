package io.dalbox.web.internal.api;

import io.dalbox.hooks.Hook;
import io.dalbox.hooks.HookSpec;
import io.dalbox.json.Json;
import io.dalbox.web.internal.http.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes web hooks as the contract has them. */
final class HookJson {

    private HookJson() {}

    static ObjectNode write(Hook.WithSecret made) {
        return write(made.hook()).put("secret", made.secret());
    }

    static ObjectNode write(Hook hook) {
        HookSpec spec = hook.spec();
        ObjectNode node = Json.mapper()
                .createObjectNode()
                .put("id", hook.id())
                .put("direction", spec instanceof HookSpec.In ? "in" : "out")
                .put("name", spec.name())
                .put("type", spec.type())
                .put("enabled", spec.enabled());
        switch (spec) {
            case HookSpec.In in -> node.put("max_bytes", in.maxBytes());
            case HookSpec.Out out -> {
                node.put("url", out.url());
                ObjectNode headers = node.putObject("headers");
                out.headers().keySet().forEach(headers::putNull);
                node.put("allow_private", out.privateAllowed());
            }
        }
        node.put("detail", hook.detail());
        node.set("last", Json.mapper().valueToTree(hook.last()));
        return node.put("created", hook.created().toString())
                .put("updated", hook.updated().toString());
    }

    /** Reads what the owner says; what is absent is as before, and what was not before is usual. */
    static HookSpec read(ObjectNode body, @Nullable HookSpec before) {
        String way = text(body, "direction", before == null ? null : before instanceof HookSpec.In ? "in" : "out");
        return switch (way) {
            case "in" -> in(body, before instanceof HookSpec.In in ? in : null, before);
            case "out" -> out(body, before instanceof HookSpec.Out out ? out : null, before);
            default -> throw ProblemException.field("/direction", "The direction must be in or out.");
        };
    }

    private static HookSpec in(ObjectNode body, HookSpec.@Nullable In old, @Nullable HookSpec before) {
        refuse(body, "in", "url", "headers", "allow_private");
        JsonNode most = body.path("max_bytes");
        if (!most.isMissingNode() && !(most.isIntegralNumber() && most.canConvertToInt())) {
            throw ProblemException.field("/max_bytes", "This must be a whole number.");
        }
        int usual = old == null ? HookSpec.USUAL_BYTES : old.maxBytes();
        return new HookSpec.In(
                text(body, "name", before == null ? null : before.name()),
                text(body, "type", before == null ? null : before.type()),
                flag(body, "enabled", before == null || before.enabled()),
                most.isMissingNode() ? usual : most.intValue());
    }

    private static HookSpec out(ObjectNode body, HookSpec.@Nullable Out old, @Nullable HookSpec before) {
        refuse(body, "out", "max_bytes");
        return new HookSpec.Out(
                text(body, "name", before == null ? null : before.name()),
                text(body, "type", before == null ? null : before.type()),
                flag(body, "enabled", before == null || before.enabled()),
                text(body, "url", old == null ? null : old.url()),
                body.has("headers") ? headers(body.path("headers")) : old == null ? Map.of() : old.headers(),
                flag(body, "allow_private", old != null && old.privateAllowed()));
    }

    private static Map<String, @Nullable String> headers(JsonNode node) {
        if (!(node instanceof ObjectNode object)) {
            throw ProblemException.field("/headers", "Give an object of names and values.");
        }
        Map<String, @Nullable String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : object.properties()) {
            JsonNode value = header.getValue();
            if (!value.isString() && !value.isNull()) {
                throw ProblemException.field(
                        "/headers/" + header.getKey().replace("~", "~0").replace("/", "~1"),
                        "The value must be a string, or null to keep the one that is stored.");
            }
            headers.put(header.getKey(), value.isNull() ? null : value.stringValue());
        }
        return headers;
    }

    private static void refuse(ObjectNode body, String direction, String... names) {
        for (String name : names) {
            if (body.has(name) && !body.get(name).isNull()) {
                throw ProblemException.field("/" + name, "A hook of direction " + direction + " has no " + name + ".");
            }
        }
    }

    private static String text(ObjectNode body, String name, @Nullable String before) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() && before != null) {
            return before;
        }
        if (!node.isString()) {
            throw ProblemException.field(
                    "/" + name, node.isMissingNode() ? "The field " + name + " is missing." : "This must be a string.");
        }
        return node.stringValue().strip();
    }

    private static boolean flag(ObjectNode body, String name, boolean before) {
        JsonNode node = body.path(name);
        if (node.isMissingNode()) {
            return before;
        }
        if (!node.isBoolean()) {
            throw ProblemException.field("/" + name, "This must be true or false.");
        }
        return node.booleanValue();
    }
}

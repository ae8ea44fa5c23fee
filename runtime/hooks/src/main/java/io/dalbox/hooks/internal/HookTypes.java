package io.dalbox.hooks.internal;

import io.dalbox.events.EventTypes;
import io.dalbox.json.Json;
import io.dalbox.json.Schemas;
import tools.jackson.databind.node.ObjectNode;

/** The event type for services that know nothing of ours: whatever JSON object they send is its payload. */
final class HookTypes {

    static final String RECEIVED = "core.hook.received";
    private static final String SCHEMA = """
            {
              "type": "object",
              "additionalProperties": false,
              "required": ["hook", "payload"],
              "properties": {
                "hook": {"type": "string", "description": "The name of the web hook"},
                "payload": {"type": "object", "description": "What the service sent"}
              }
            }""";

    private HookTypes() {}

    static void register(EventTypes types, Schemas schemas) {
        types.register(new EventTypes.Type(
                RECEIVED,
                "core",
                "When a web hook received JSON that has no event type of its own",
                1,
                schemas.compile(Json.mapper().readTree(SCHEMA)),
                true));
    }

    static ObjectNode received(String hook, ObjectNode payload) {
        ObjectNode data = Json.mapper().createObjectNode().put("hook", hook);
        data.set("payload", payload);
        return data;
    }
}

package io.dalbox.events;

import io.dalbox.event.EventInfo;
import io.dalbox.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Writes the CloudEvents 1.0 envelope. */
final class CloudEvents {

    private CloudEvents() {}

    static ObjectNode write(JournalEvent event) {
        EventInfo info = event.info();
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("specversion", "1.0")
                .put("id", info.id())
                .put("source", info.source())
                .put("type", info.type())
                .put("time", info.time().toString());
        if (info.subject() != null) {
            json.put("subject", info.subject());
        }
        json.put("datacontenttype", "application/json");
        if (info.causationId() != null) {
            json.put("causationid", info.causationId());
        }
        json.put("hops", info.hops());
        json.set("data", event.data());
        return json;
    }
}

package io.dalbox.web.internal.stream;

import io.dalbox.json.Json;
import io.dalbox.web.internal.api.FlowJson;
import io.dalbox.web.internal.http.Caller;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes Server-Sent Events and keeps the cursor of what has been written. Used by one thread. */
final class Wire {

    private final OutputStream out;
    private final Views views;
    private final Caller caller;
    private Cursor cursor;

    Wire(OutputStream out, Views views, Caller caller, Cursor start) {
        this.out = out;
        this.views = views;
        this.caller = caller;
        this.cursor = start;
    }

    void hello(Map<String, String> facts) throws IOException {
        write("event: hello\ndata: " + Json.mapper().writeValueAsString(facts) + "\n\n");
    }

    /** Tells to fetch everything again; {@code events} tells whether that goes for events too. */
    void reset(Cursor now, boolean events) throws IOException {
        cursor = new Cursor(events ? now.sequence() : cursor.sequence(), now.boot(), now.number());
        write("id: " + cursor + "\nevent: reset\ndata: {}\n\n");
    }

    /** Writes a change, unless it has been written already or is not for the caller. */
    void change(Numbered numbered) throws IOException {
        Change change = numbered.change();
        boolean seen = change instanceof Change.OfEvent(var event)
                ? event.sequence() <= cursor.sequence()
                : numbered.number() <= cursor.number();
        if (seen || !change.isFor(caller)) {
            return;
        }
        cursor = change instanceof Change.OfEvent(var event)
                ? new Cursor(event.sequence(), cursor.boot(), cursor.number())
                : new Cursor(cursor.sequence(), cursor.boot(), numbered.number());
        write("id: " + cursor + "\nevent: " + change.kind() + "\ndata: "
                + Json.mapper().writeValueAsString(data(change)) + "\n\n");
    }

    // An event and not a comment: scripts cannot see comments, and must notice when no more of them come.
    void ping() throws IOException {
        write("event: ping\ndata: {}\n\n");
    }

    void flush() throws IOException {
        out.flush();
    }

    Cursor cursor() {
        return cursor;
    }

    private JsonNode data(Change change) {
        return switch (change) {
            case Change.OfPlugin(var plugin, boolean removed) ->
                row(views.plugins().of(plugin, caller), removed);
            case Change.OfTask(var task, boolean removed) -> row(Json.mapper().valueToTree(task), removed);
            case Change.OfFlow(var flow, boolean removed) -> row(FlowJson.write(flow), removed);
            case Change.OfDelivery(var delivery) -> views.deliveries().of(delivery);
            case Change.OfEvent(var event) -> event.toCloudEvent();
            case Change.OfCatalogue() -> Json.mapper().createObjectNode();
            case Change.OfArrangement arranged ->
                Json.mapper().createObjectNode().putNull("plugin");
            case Change.OfPages(String plugin) ->
                Json.mapper().createObjectNode().put("plugin", plugin);
        };
    }

    private static ObjectNode row(ObjectNode row, boolean removed) {
        return removed ? row.put("removed", true) : row;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}

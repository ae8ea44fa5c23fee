package io.dalbox.flows.internal.suggest;

import io.dalbox.action.Lane;
import io.dalbox.action.Method;
import io.dalbox.events.EventTypes;
import io.dalbox.events.NewEvent;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.internal.EventTypeRegistry;
import io.dalbox.events.internal.SqlJournal;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Suggestion;
import io.dalbox.flows.internal.cel.CelCompiler;
import io.dalbox.json.Json;
import io.dalbox.json.Schema;
import io.dalbox.json.internal.SchemaFactory;
import io.dalbox.plugins.Actions;
import io.dalbox.testing.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import tools.jackson.databind.node.ObjectNode;

/** An event type with its journal, and an action, of which only the description counts here. */
final class Shelf {

    static final String EVENT = "download.completed";
    static final CelCompiler COMPILER = new CelCompiler();

    /** As the download plugin has it, with something optional, something nested and something in Chinese. */
    private static final String DATA = """
            {"type": "object", "required": ["task_id", "file_path", "file_size", "mime_type", "year", "media"], "properties": {
              "task_id": {"type": "string", "description": "The task that made it"},
              "file_path": {"type": "string", "format": "storage-path", "description": "The file"},
              "file_size": {"type": "integer", "format": "bytes", "description": "Its size in bytes"},
              "mime_type": {"type": "string", "description": "Its media type, as the server says"},
              "year": {"type": "string", "description": "上映年份"},
              "rating": {"type": "number"},
              "homepage": {"type": "string", "format": "uri"},
              "media": {"type": "object", "required": ["lang"], "properties": {
                "lang": {"type": "string"}, "runtime": {"type": "integer"}}},
              "origin": {"type": "object", "required": ["host"], "properties": {"host": {"type": "string"}, "port": {"type": "integer"}}}}}
            """;

    final SqlJournal journal;
    final EventTypes types = new EventTypeRegistry();
    final List<FlowSpec> flows = new ArrayList<>();

    Shelf(TestStore store) {
        types.register(new EventTypes.Type(EVENT, "download", "Done", 1, schema(DATA), false));
        journal = new SqlJournal(store, types, new NoAdmin());
    }

    static Schema schema(String json) {
        return new SchemaFactory().compile(Json.mapper().readTree(json));
    }

    void completed(String path, long size) {
        ObjectNode data = Json.mapper().createObjectNode();
        data.put("task_id", "t1").put("file_path", path).put("file_size", size).put("mime_type", "video/x-matroska");
        data.put("year", "1958").putObject("media").put("lang", "en");
        journal.publish(new NewEvent("download", EVENT, data, "films", null, 0));
    }

    /** Remembers that a flow from an event calls the action with one parameter. */
    void past(String event, String parameter, String expression) {
        flows.add(spec(event, parameter, expression));
    }

    private static FlowSpec spec(String event, String parameter, String expression) {
        return new FlowSpec(
                "A flow",
                true,
                event,
                null,
                "media",
                "act",
                Map.of(parameter, expression),
                RetryPolicy.DEFAULT,
                1,
                600);
    }

    /** Proposes for an action that has one parameter. */
    List<Suggestion> suggest(String parameter, String schema) {
        String params = "{\"type\": \"object\", \"properties\": {\"" + parameter + "\": " + schema + "}}";
        Actions.Description action = new Actions.Description(
                "media", "act", "Acts", Method.POST, "/act", Lane.IO, "media.act", false, true, schema(params), null);
        List<Suggestion> all =
                new Suggester(types, new Described(action), journal, () -> flows).suggest(EVENT, "media", "act");
        for (Suggestion one : all) {
            var problems = COMPILER.compile(
                            spec(EVENT, parameter, one.expression()),
                            types.find(EVENT).orElseThrow(),
                            action)
                    .problems();
            if (!problems.isEmpty()) {
                throw new AssertionError(one + " is refused: " + problems);
            }
        }
        return all;
    }

    /** One action, told of but never called. */
    private record Described(Description action) implements Actions {
        @Override
        public List<Description> of(String plugin) {
            return List.of(action);
        }

        @Override
        public Optional<Description> find(String plugin, String name) {
            return Optional.of(action)
                    .filter(one -> one.name().equals(name) && one.plugin().equals(plugin));
        }

        @Override
        public Outcome invoke(Call call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Outcome invoke(Call call, String revision) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class NoAdmin implements EventAdmin {
        @Override
        public void postEvent(Event event) {
            // nobody listens
        }

        @Override
        public void sendEvent(Event event) {
            throw new UnsupportedOperationException();
        }
    }
}

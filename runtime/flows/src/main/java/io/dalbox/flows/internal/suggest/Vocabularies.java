package io.dalbox.flows.internal.suggest;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.internal.cel.Compiler;
import io.dalbox.json.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Describes what an expression may use. Thread-safe. */
public final class Vocabularies {

    private static final int SAMPLED = 50;
    private static final int SAMPLES = 5;
    private static final int LONGEST = 80;
    private static final List<String[]> META = List.of(
            new String[] {"id", "string", "The event's own id"},
            new String[] {"source", "string", "Who published it"},
            new String[] {"type", "string", "The event type"},
            new String[] {"time", "timestamp", "When it was published"},
            new String[] {"subject", "string", "What it is about; empty when it does not say"},
            new String[] {"causationid", "string", "What caused it; empty when a person did"},
            new String[] {"hops", "int", "How many events led to it"});

    private final EventTypes types;
    private final Journal journal;

    /** On the types known now and the newest events. */
    public Vocabularies(EventTypes types, Journal journal) {
        this.types = types;
        this.journal = journal;
    }

    /** Returns the fields, the envelope and the functions as JSON; of an unknown type only the last two. */
    public ObjectNode describe(String event, List<Compiler.Function> functions, Function<JsonNode, String> typeName) {
        ObjectNode vocabulary = Json.mapper().createObjectNode();
        ArrayNode fields = vocabulary.putArray("event");
        List<ObjectNode> newest = journal.newest(0, SAMPLED, event).stream()
                .map(JournalEvent::toCloudEvent)
                .toList();
        types.find(event)
                .map(type -> Fields.of(type.schema().json()))
                .orElse(List.of())
                .forEach(field -> field(fields, field, typeName.apply(field.schema()), newest));
        ArrayNode meta = vocabulary.putArray("meta");
        for (String[] one : META) {
            ObjectNode node = meta.addObject();
            node.put("path", "meta." + one[0])
                    .put("type", one[1])
                    .put("description", one[2])
                    .put("required", true);
            samples(node, "/" + one[0], newest);
        }
        vocabulary.set("functions", Json.mapper().valueToTree(functions));
        return vocabulary;
    }

    private static void field(ArrayNode fields, Fields.Field field, String type, List<ObjectNode> newest) {
        ObjectNode node = fields.addObject();
        node.put("path", field.path())
                .put("type", type)
                .put("description", field.schema().path("description").asString(""))
                .put("required", field.required());
        samples(node, "/data" + field.pointer(), newest);
    }

    private static void samples(ObjectNode node, String pointer, List<ObjectNode> newest) {
        Set<String> samples = new LinkedHashSet<>();
        for (ObjectNode event : newest) {
            JsonNode value = event.at(pointer);
            if (!value.isMissingNode() && !value.isNull() && samples.size() < SAMPLES) {
                samples.add(text(value));
            }
        }
        ArrayNode array = node.putArray("samples");
        samples.forEach(array::add);
    }

    /** Short text of a value: what matters of a long one is its beginning and its end. */
    static String text(JsonNode value) {
        String text = value.isString() ? value.stringValue() : value.toString();
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST / 2) + "…" + text.substring(text.length() - LONGEST / 2 + 1);
    }
}

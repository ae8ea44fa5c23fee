package io.dalbox.flows.internal.suggest;

import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.flows.FlowSpec;
import io.dalbox.flows.Suggestion;
import io.dalbox.flows.internal.suggest.Fields.Field;
import io.dalbox.plugins.Actions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Proposes what to give a parameter by names, types, formats, descriptions and what was done before. Rules alone: each proposal can say
 * why it is made. Thread-safe.
 */
public final class Suggester {

    private static final int BEST = 3;

    private final EventTypes types;
    private final Actions actions;
    private final Journal journal;
    private final Supplier<List<FlowSpec>> flows;

    /** On the types and actions known now; {@code flows} gives those that people have made. */
    public Suggester(EventTypes types, Actions actions, Journal journal, Supplier<List<FlowSpec>> flows) {
        this.types = types;
        this.actions = actions;
        this.journal = journal;
        this.flows = flows;
    }

    /** Returns up to three proposals for each parameter, best first; none when the event type or the action is unknown. */
    public List<Suggestion> suggest(String event, String plugin, String action) {
        Optional<EventTypes.Type> type = types.find(event);
        Optional<Actions.Description> called = actions.find(plugin, action);
        if (type.isEmpty() || called.isEmpty()) {
            return List.of();
        }
        List<Field> fields = Fields.of(type.get().schema().json());
        JsonNode newest = journal.newest(0, 1, event).stream()
                .findFirst()
                .<JsonNode>map(JournalEvent::data)
                .orElse(MissingNode.getInstance());
        List<FlowSpec> before = flows.get().stream()
                .filter(flow -> flow.plugin().equals(plugin) && flow.action().equals(action))
                .toList();
        List<Suggestion> all = new ArrayList<>();
        called.get()
                .params()
                .json()
                .path("properties")
                .properties()
                .forEach(property ->
                        all.addAll(best(property.getKey(), property.getValue(), event, fields, before, newest)));
        return all;
    }

    private static List<Suggestion> best(
            String name, JsonNode schema, String event, List<Field> fields, List<FlowSpec> before, JsonNode newest) {
        Map<String, Suggestion> found = new LinkedHashMap<>();
        Proposals proposals = new Proposals(name, schema, newest);
        Samples samples = new Samples(fields, newest);
        for (FlowSpec flow : before) {
            String expression = flow.with().get(name);
            if (expression != null && Fields.knowAllOf(expression, fields)) {
                keep(found, proposals.past(expression, flow.event().equals(event)), samples);
            }
        }
        fields.forEach(field -> proposals.from(field).forEach(one -> keep(found, one, samples)));
        proposals.constants().forEach(one -> keep(found, one, samples));
        return found.values().stream()
                .sorted(Comparator.comparingDouble(Suggestion::score).reversed())
                .limit(BEST)
                .toList();
    }

    private static void keep(Map<String, Suggestion> found, Suggestion one, Samples samples) {
        String sample = samples.of(one.expression());
        found.merge(
                one.expression(),
                new Suggestion(one.parameter(), one.expression(), one.score(), one.reasons(), sample),
                Suggester::merged);
    }

    /** Two ways to the same expression: the better score, for all its reasons. */
    private static Suggestion merged(Suggestion was, Suggestion now) {
        List<String> reasons = Stream.concat(was.reasons().stream(), now.reasons().stream())
                .distinct()
                .toList();
        return new Suggestion(
                was.parameter(), was.expression(), Math.max(was.score(), now.score()), reasons, was.sample());
    }
}

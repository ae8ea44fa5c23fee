package io.dalbox.flows.internal;

import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord;
import io.dalbox.flows.Flow;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Puts together what people see of flows. */
final class FlowViews {

    private static final Flow.Counts NONE = new Flow.Counts(0, 0, 0, 0, 0);

    private final Deliveries deliveries;

    FlowViews(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    List<Flow> of(List<Runner> runners) {
        Map<String, Deliveries.Standing> standings = deliveries.standings().stream()
                .collect(Collectors.toMap(Deliveries.Standing::subscriber, Function.identity(), (one, other) -> one));
        return runners.stream()
                .map(runner -> view(runner, standings.get(runner.flow().subscriber())))
                .toList();
    }

    Flow of(Runner runner) {
        return of(List.of(runner)).getFirst();
    }

    private Flow view(Runner runner, Deliveries.@Nullable Standing counted) {
        Stored flow = runner.flow();
        Standing standing = runner.standing();
        return new Flow(
                flow.id(),
                flow.spec(),
                standing.state(),
                standing.detail(),
                standing.problems(),
                last(flow),
                counted == null ? NONE : counts(counted),
                flow.created(),
                flow.updated());
    }

    private static Flow.Counts counts(Deliveries.Standing standing) {
        return new Flow.Counts(
                standing.delivered(), standing.skipped(), standing.failed(), standing.dead(), standing.waiting());
    }

    private Flow.@Nullable Last last(Stored flow) {
        Deliveries.Query newest = new Deliveries.Query(null, flow.subscriber(), null, null, 1, null);
        return deliveries.list(newest).items().stream()
                .findFirst()
                .map(FlowViews::last)
                .orElse(null);
    }

    private static Flow.Last last(DeliveryRecord delivery) {
        return new Flow.Last(
                delivery.state().word(),
                delivery.updated(),
                delivery.eventId(),
                delivery.task(),
                delivery.error(),
                delivery.duration());
    }
}

package io.dalbox.web.internal.api;

import io.dalbox.events.DeliveryRecord;
import io.dalbox.flows.Flow;
import io.dalbox.flows.Flows;
import io.dalbox.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Shows deliveries as the contract has them: with the flow's name, and the task under its usual word. */
public final class DeliveryViews {

    /** What the names of flows' subscribers begin with. */
    static final String FLOW = "flow/";

    private final Flows flows;

    /** Views that ask for names of flows. */
    public DeliveryViews(Flows flows) {
        this.flows = flows;
    }

    /** Shows one. */
    public ObjectNode of(DeliveryRecord delivery) {
        String id = flow(delivery.subscriber());
        return view(
                delivery,
                id == null ? null : flows.find(id).map(f -> f.spec().name()).orElse(null));
    }

    /** Shows many, asking for the names once. */
    List<ObjectNode> of(List<DeliveryRecord> deliveries) {
        Map<String, String> names = new HashMap<>();
        if (deliveries.stream().anyMatch(delivery -> flow(delivery.subscriber()) != null)) {
            for (Flow flow : flows.list()) {
                names.put(FLOW + flow.id(), flow.spec().name());
            }
        }
        return deliveries.stream()
                .map(delivery -> view(delivery, names.get(delivery.subscriber())))
                .toList();
    }

    // A flow that is gone keeps its id as its name: the history still says which it was.
    private static ObjectNode view(DeliveryRecord delivery, @Nullable String name) {
        ObjectNode node = Json.mapper().valueToTree(delivery);
        String flow = flow(delivery.subscriber());
        node.set("task_id", node.get("task"));
        node.remove("task");
        if (flow == null) {
            return node.putNull("flow");
        }
        node.putObject("flow").put("id", flow).put("name", name == null ? flow : name);
        return node;
    }

    private static @Nullable String flow(String subscriber) {
        return subscriber.startsWith(FLOW) ? subscriber.substring(FLOW.length()) : null;
    }
}

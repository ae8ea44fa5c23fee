package io.dalbox.web.internal.api;

import io.dalbox.events.RetryPolicy;
import io.dalbox.flows.DryRun;
import io.dalbox.flows.Flow;
import io.dalbox.flows.FlowSpec;
import io.dalbox.json.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** Writes flows as the contract has them. */
public final class FlowJson {

    private FlowJson() {}

    /** A flow as it stands. */
    public static ObjectNode write(Flow flow) {
        ObjectNode node = Json.mapper().createObjectNode().put("id", flow.id());
        node.setAll(write(flow.spec()));
        node.put("state", flow.state().word()).put("detail", flow.detail());
        node.set("problems", Json.mapper().valueToTree(flow.problems()));
        Flow.Last last = flow.last();
        if (last == null) {
            node.putNull("last");
        } else {
            ObjectNode written = Json.mapper().valueToTree(last);
            written.set("task_id", written.remove("task"));
            node.set("last", written);
        }
        node.set("counts", Json.mapper().valueToTree(flow.counts()));
        return node.put("created", flow.created().toString())
                .put("updated", flow.updated().toString());
    }

    /** What its owner says. */
    static ObjectNode write(FlowSpec spec) {
        ObjectNode node =
                Json.mapper().createObjectNode().put("name", spec.name()).put("enabled", spec.enabled());
        node.putObject("on").put("event", spec.event());
        node.put("when", spec.when());
        node.putObject("do").put("plugin", spec.plugin()).put("action", spec.action());
        ObjectNode with = node.putObject("with");
        spec.with().forEach(with::put);
        RetryPolicy retry = spec.retry();
        node.putObject("retry")
                .put("attempts", retry.attempts())
                .put("backoff", text(retry.backoff()))
                .put("longest", text(retry.longest()))
                .put("max_age", text(retry.maxAge()));
        node.put("concurrency", spec.concurrency()).put("order", spec.concurrency() == 1 ? "strict" : "none");
        node.putObject("rate").put("per_minute", spec.perMinute());
        return node;
    }

    static ObjectNode write(DryRun run) {
        ObjectNode node = Json.mapper().createObjectNode();
        node.set("problems", Json.mapper().valueToTree(run.problems()));
        var results = node.putArray("results");
        for (DryRun.Result result : run.results()) {
            ObjectNode one = results.addObject();
            one.set("event", EventRoutes.view(result.event()));
            one.put("matched", result.matched());
            ObjectNode parameters = result.parameters();
            one.set("parameters", parameters == null ? Json.mapper().nullNode() : parameters);
            one.set("errors", Json.mapper().valueToTree(result.errors()));
        }
        return node;
    }

    /** Writes a duration in the largest unit that says it exactly. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0 || millis == 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}

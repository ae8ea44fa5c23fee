package io.dalbox.plugin.heartbeat;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says that the server is alive, at once, whatever it computes. What is measured when it is asked how quick it is. */
@Component(service = Action.class)
@ActionSpec(name = "status", description = "Says that the heartbeat goes on", method = Method.GET, path = "/status")
public final class StatusAction implements Action<StatusAction.Query, StatusAction.Status> {

    private final Products products;
    private final Waits waits;

    /** With what has been done. */
    @Activate
    public StatusAction(@Reference Products products, @Reference Waits waits) {
        this.products = products;
        this.waits = waits;
    }

    /** Nothing to ask. */
    public record Query() {}

    /**
     * How it is.
     *
     * @param status {@code ok}
     * @param message for people
     * @param products how many have been made
     * @param elapsed seconds that the last one took
     * @param waits how many rounds of waiting operations have been done
     */
    public record Status(
            @Param(description = "ok while the plugin runs") String status,

            @Param(description = "What has been done, for people")
            String message,

            @Param(description = "How many matrix products have been made")
            long products,

            @Param(description = "Seconds that the last product took", required = false) @Nullable
            Double elapsed,

            @Param(description = "How many rounds of waiting operations have been done")
            long waits) {}

    @Override
    public Status call(Query input, ActionContext context) {
        Waits.Sum sum = waits.sum();
        Product last = products.last();
        long count = products.count();
        return new Status(
                "ok",
                "The heart beats: " + count + " matrix products, " + sum.rounds() + " rounds of waiting operations",
                count,
                last == null ? null : last.elapsed(),
                sum.rounds());
    }
}

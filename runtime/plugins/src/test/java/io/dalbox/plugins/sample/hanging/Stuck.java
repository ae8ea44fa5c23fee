package io.dalbox.plugins.sample.hanging;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Component;

/** Never comes to be. */
@Component
@ActionSpec(name = "stuck", description = "Never")
public final class Stuck implements Action<Stuck.In, Void> {

    /** One parameter. */
    public record In(@Param(description = "Anything") String x) {}

    /** Hangs. */
    public Stuck() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Override
    public Void call(In input, ActionContext context) {
        throw new IllegalStateException();
    }
}

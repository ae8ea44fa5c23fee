package io.dalbox.it.sample.hanging;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Component;

/** Never comes to be. */
@Component
@ActionSpec(name = "stuck", description = "Never answers")
public final class Stuck implements Action<Stuck.Nothing, Stuck.Nothing> {

    /** Hangs. */
    public Stuck() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    /** No parameters. */
    public record Nothing() {}

    @Override
    public Nothing call(Nothing input, ActionContext context) {
        return input;
    }
}

package io.dalbox.it.sample.listener;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Param;
import io.dalbox.ml.Inference;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Uses a model. */
@Component
@ActionSpec(name = "listen", description = "Asks a model what it takes", lane = Lane.CPU)
public final class Listen implements Action<Listen.Nothing, Listen.Inputs> {

    private final Inference inference;

    /** With the models. */
    @Activate
    public Listen(@Reference Inference inference) {
        this.inference = inference;
    }

    /** Nothing to say. */
    public record Nothing() {}

    /** What it takes. */
    public record Inputs(
            @Param(description = "The names of its inputs") List<String> names) {}

    @Override
    public Inputs call(Nothing input, ActionContext context) throws Exception {
        return new Inputs(inference.run("listener-vad", (session, options) -> List.copyOf(session.getInputNames())));
    }
}

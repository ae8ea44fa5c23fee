package io.dalbox.plugin.heartbeat;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Lane;
import io.dalbox.action.Param;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** One product on demand. */
@Component(service = Action.class, configurationPid = Settings.PID)
@ActionSpec(name = "matrix", description = "Multiplies two random square matrices on the CPU lane", lane = Lane.CPU)
public final class MatrixAction implements Action<MatrixAction.Input, Product> {

    private final Products products;
    private final int size;

    /** With the normal size. */
    @Activate
    public MatrixAction(@Reference Products products, Settings settings) {
        this.products = products;
        this.size = settings.matrix__size();
    }

    /**
     * How large.
     *
     * @param size rows and columns
     */
    public record Input(
            @Param(
                    title = "Size",
                    description = "Rows and columns of the matrices; the size in the settings when it is left out",
                    required = false,
                    min = 1,
                    max = 2000)
            @Nullable
            Integer size) {}

    @Override
    public Product call(Input input, ActionContext context) throws InterruptedException {
        Integer wanted = input.size();
        return products.make(wanted == null ? size : wanted);
    }
}

package io.dalbox.it.sample.actor;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Acts well or badly. */
@Component
@ActionSpec(name = "act", description = "Acts well or badly")
public final class Act implements Action<Act.Input, Act.Output> {

    /** How to act. */
    public enum How {
        WELL,
        SHAKY,
        NEVER,
        REFUSE,
        HANG
    }

    /** What to do. */
    public record Input(
            @Param(description = "What to act on", maxLength = 100)
            String what,

            @Param(description = "How to act") How how) {}

    /** What was done. */
    public record Output(
            @Param(description = "What was acted on") String what) {}

    private final Map<String, Integer> tries = new ConcurrentHashMap<>();

    /** Made with no memory. */
    @Activate
    public Act() {}

    @Override
    public Output call(Input input, ActionContext context) throws Exception {
        return switch (input.how()) {
            case WELL -> new Output(input.what());
            case SHAKY -> shaky(input);
            case NEVER -> throw new IllegalStateException("This never works");
            case REFUSE -> throw new ActionException(ActionException.Kind.INVALID, "/what", "This is not wanted.");
            case HANG -> hang();
        };
    }

    private Output shaky(Input input) {
        if (tries.merge(input.what(), 1, Integer::sum) < 3) {
            throw new IllegalStateException("Not yet");
        }
        return new Output(input.what());
    }

    private static Output hang() throws InterruptedException {
        new CountDownLatch(1).await();
        return new Output("");
    }
}

package io.dalbox.bench.swap;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Says which version answers. */
@Component
@ActionSpec(name = "tell", description = "Says which version answers", method = Method.GET)
public final class Tell implements Action<Tell.Question, Tell.Answer> {

    /** Nothing. */
    public record Question() {}

    /** The answer. */
    public record Answer(
            @Param(description = "The version of the bundle that ran")
            String version) {}

    @Override
    public Answer call(Question question, ActionContext context) {
        return new Answer(FrameworkUtil.getBundle(Tell.class).getVersion().toString());
    }
}

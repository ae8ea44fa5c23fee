package io.dalbox.it.sample.faulty;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.action.Param;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Says which version answers. */
@Component
@ActionSpec(name = "tell", description = "Says which version answers", method = Method.GET)
public final class Tell implements Action<Tell.Question, Tell.Answer> {

    static {
        Fault.at("CLASS");
    }

    /** Nothing. */
    public record Question() {}

    /** The answer. */
    public record Answer(
            @Param(description = "The version of the bundle that ran")
            String version) {}

    /** Made well or not. */
    public Tell() {
        Fault.at("CONSTRUCTOR");
    }

    @Activate
    void activate() {
        Fault.at("ACTIVATE");
    }

    @Deactivate
    void deactivate() {
        Fault.at("DEACTIVATE");
    }

    @Override
    public Answer call(Question question, ActionContext context) {
        return new Answer(FrameworkUtil.getBundle(Tell.class).getVersion().toString());
    }
}

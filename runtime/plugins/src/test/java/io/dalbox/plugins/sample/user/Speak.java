package io.dalbox.plugins.sample.user;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.plugins.sample.lib.Phrase;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Component;

/** Says what the library says. */
@Component
@ActionSpec(name = "speak", description = "Speaks")
public final class Speak implements Action<Speak.Nothing, Speak.Spoken> {

    /** No parameters. */
    public record Nothing() {}

    /** What was said, by which library. */
    public record Spoken(
            @Param(description = "Words") String words,
            @Param(description = "Version") String version) {}

    @Override
    public Spoken call(Nothing input, ActionContext context) {
        return new Spoken(
                Phrase.say(), FrameworkUtil.getBundle(Phrase.class).getVersion().toString());
    }
}

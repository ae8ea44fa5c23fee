package io.dalbox.plugin.gallery;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import org.osgi.service.component.annotations.Component;

/** Answers with what it got. */
@Component
@ActionSpec(name = "echo", description = "Answers with what it got")
public final class Echo implements Action<Echo.Said, Echo.Said> {

    /**
     * What is said.
     *
     * @param text a sentence
     * @param delayMs how long the answer takes, in milliseconds
     */
    public record Said(
            @Param(title = "Text", description = "A sentence", maxLength = 200)
            String text,

            @Param(
                    title = "Delay",
                    description = "How long the answer takes, in milliseconds",
                    defaultValue = "0",
                    min = 0,
                    max = 30_000)
            int delayMs) {}

    @Override
    public Said call(Said said, ActionContext context) throws InterruptedException {
        Thread.sleep(said.delayMs());
        return said;
    }
}

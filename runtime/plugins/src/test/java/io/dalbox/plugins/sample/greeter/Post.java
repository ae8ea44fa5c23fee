package io.dalbox.plugins.sample.greeter;

import io.dalbox.action.ActionSpec;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Component;

/** Sends a letter, which is not sent twice; takes until somebody stops it. */
@Component
@ActionSpec(name = "post", description = "Posts a letter", resumable = false)
public final class Post implements TaskAction<Post.Letter, Void> {

    /** What is sent. */
    public record Letter(String text) {}

    @Override
    public Void run(Letter input, TaskContext context) throws Exception {
        context.title(input.text());
        while (true) {
            context.checkStop();
            context.progress(1, 2);
            LockSupport.parkNanos(5_000_000);
        }
    }
}

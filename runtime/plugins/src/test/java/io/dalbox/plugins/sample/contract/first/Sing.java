package io.dalbox.plugins.sample.contract.first;

import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import org.osgi.service.component.annotations.Component;

/** Sings. */
@Component
@ActionSpec(name = "sing", description = "Sings a song", path = "/songs", access = "contract.sing", concurrency = 2)
public final class Sing implements TaskAction<Sing.Song, Void> {

    /** Which. */
    public record Song(@Param(description = "Its title") String title) {}

    @Override
    public Void run(Song input, TaskContext context) {
        return null;
    }
}

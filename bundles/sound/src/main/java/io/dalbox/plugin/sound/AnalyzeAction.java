package io.dalbox.plugin.sound;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import io.dalbox.storage.FileInfo;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Listens to one file. A run that was interrupted begins anew: an hour of sound takes less than a minute. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "analyze",
        description = "Finds speech, music, noise and silence in a sound file or film, and measures its loudness")
public final class AnalyzeAction implements TaskAction<AnalyzeAction.Input, Sound> {

    /** What to listen to. */
    public record Input(
            @Param(description = "A sound file, or a film with sound", format = "media")
            StoragePath path) {}

    private final Analyzer analyzer;
    private final Storages storages;

    /** With what listens. */
    @Activate
    public AnalyzeAction(@Reference Analyzer analyzer, @Reference Storages storages) {
        this.analyzer = analyzer;
        this.storages = storages;
    }

    @Override
    public void check(Input input, ActionContext context) {
        try {
            Analyzer.file(storages, input.path());
        } catch (IOException e) {
            throw Analyzer.problem(Kind.UNAVAILABLE, input.path() + " cannot be looked at: " + e.getMessage(), e);
        }
    }

    @Override
    public Sound run(Input input, TaskContext task) throws Exception {
        task.title(input.path().name());
        FileInfo file = Analyzer.file(task.storages(), input.path());
        return analyzer.analyze(file, task, Analyzer.progressOf(task));
    }
}

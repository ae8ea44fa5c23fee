package io.dalbox.plugin.download;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Method;
import io.dalbox.storage.StoragePath;
import io.dalbox.storage.Storages;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Sums up the running downloads, for the page and the card. */
@Component(service = Action.class)
@ActionSpec(name = "stats", description = "Sums up the downloads that run now", method = Method.GET)
public final class StatsAction implements Action<Stats.Query, Stats> {

    private final Running running;
    private final DownloadSettings settings;
    private final Storages storages;

    /** With what is running. */
    @Activate
    public StatsAction(@Reference Running running, @Reference DownloadSettings settings, @Reference Storages storages) {
        this.running = running;
        this.settings = settings;
        this.storages = storages;
    }

    @Override
    public Stats call(Stats.Query input, ActionContext context) throws IOException {
        List<Job> jobs = running.jobs();
        List<Job> sized = jobs.stream().filter(job -> job.total() != null).toList();
        return new Stats(
                jobs.size(),
                jobs.stream().mapToLong(Job::speed).sum(),
                sized.stream().mapToLong(Job::done).sum(),
                sized.stream()
                        .map(Job::total)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .sum(),
                free(),
                settings.defaultFolder());
    }

    private long free() throws IOException {
        try {
            return storages.usableBytes(StoragePath.parse(settings.defaultFolder()));
        } catch (IllegalArgumentException | NoSuchFileException e) {
            throw new ActionException(
                    Kind.CONFLICT,
                    "The folder in the settings of Downloads does not work; correct it there: " + Failures.words(e));
        }
    }
}

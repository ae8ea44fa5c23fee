package io.dalbox.plugin.download;

import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionException;
import io.dalbox.action.ActionException.Kind;
import io.dalbox.action.ActionSpec;
import io.dalbox.net.AddressRefusedException;
import io.dalbox.net.FetchRequest;
import io.dalbox.net.HttpFetcher;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Downloads a file. */
@Component(service = TaskAction.class)
@ActionSpec(
        name = "download",
        description = "Downloads a file over HTTP or HTTPS to a storage; continues where it stopped",
        concurrency = 16)
public final class DownloadAction implements TaskAction<DownloadInput, DownloadResult> {

    private static final Set<String> OURS = Set.of("range", "if-range", "if-match", "if-none-match", "accept-encoding");

    private final HttpFetcher fetcher;
    private final Storages storages;
    private final DownloadSettings settings;
    private final Running running;
    private final Tuning tuning;

    /** With the services it works with. */
    @Activate
    public DownloadAction(
            @Reference HttpFetcher fetcher,
            @Reference Storages storages,
            @Reference DownloadSettings settings,
            @Reference Running running) {
        this(fetcher, storages, settings, running, Tuning.NORMAL);
    }

    DownloadAction(HttpFetcher fetcher, Storages storages, DownloadSettings settings, Running running, Tuning tuning) {
        this.fetcher = fetcher;
        this.storages = storages;
        this.settings = settings;
        this.running = running;
        this.tuning = tuning;
    }

    @Override
    public void check(DownloadInput input, ActionContext context) {
        checkHeaders(input);
        try {
            fetcher.check(input.url());
        } catch (AddressRefusedException e) {
            throw new ActionException(Kind.FORBIDDEN, "/url", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IOException e) {
            throw new ActionException(Kind.INVALID, "/url", String.valueOf(e.getMessage()));
        }
        try {
            Place.of(input.savePath(), settings.defaultFolder(), storages);
        } catch (IOException e) {
            throw new ActionException(Kind.INVALID, "/save_path", "The place cannot be used: " + Failures.words(e));
        }
    }

    private static void checkHeaders(DownloadInput input) {
        try {
            FetchRequest.get(input.url()).withHeaders(input.sent());
        } catch (IllegalArgumentException e) {
            throw new ActionException(Kind.INVALID, "/headers", String.valueOf(e.getMessage()));
        }
        for (String name : input.sent().keySet()) {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw new ActionException(
                        Kind.INVALID, "/headers/" + name, "The header " + name + " is set by the downloader itself");
            }
        }
    }

    @Override
    public DownloadResult run(DownloadInput input, TaskContext context) throws Exception {
        context.title(FileNames.choose(null, input.url()));
        context.status("downloading");
        Gate gate = settings.gate();
        enter(gate, context);
        RateLimit own = new RateLimit(Optional.ofNullable(input.speedLimit()).orElse(0L));
        Job job = new Job(
                new Origin(fetcher, input, tuning.idle()),
                new Throttle(own, settings.limit()),
                tuning,
                settings.maxSize(input));
        running.add(job);
        try {
            return new Download(input, context, job, settings).run();
        } finally {
            running.remove(job);
            gate.leave();
        }
    }

    private static void enter(Gate gate, TaskContext context) throws InterruptedException {
        if (gate.tryEnter()) {
            return;
        }
        context.phase("waiting for other downloads");
        try {
            gate.enter();
        } catch (InterruptedException e) {
            context.checkStop();
            throw e;
        }
    }

    @Override
    public void discard(DownloadInput input, TaskContext context) throws IOException {
        Optional<Checkpoint> left = context.checkpoint(Checkpoint.class);
        if (left.isPresent()) {
            storages.delete(left.get().partPath());
        }
    }
}

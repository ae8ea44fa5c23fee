package io.dalbox.plugin.download;

import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.net.HttpFetcher;
import io.dalbox.net.internal.GuardedFetcher;
import io.dalbox.storage.Storages;
import io.dalbox.storage.internal.MountedStorages;
import io.dalbox.testing.TestTask;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The plugin on the real fetcher and the real storage, below a temporary home. */
final class Bench {

    static final Tuning QUICK = new Tuning(
            Duration.ofSeconds(1),
            4,
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            64 << 10,
            Duration.ofMillis(50),
            1 << 20,
            2);

    /** One for all tests; its threads are daemons that end when idle. */
    private static final Lanes LANES = LaneService.of(1);

    final Path media;
    final Storages storages;
    final HttpFetcher fetcher;
    final DownloadSettings settings;
    final Running running = new Running();

    Bench(Path home) {
        this(home, true);
    }

    Bench(Path home, boolean privateNetwork) {
        BundleContext context = context(Map.of("dalbox.home", home.toString()));
        media = home.resolve("media");
        storages = new MountedStorages(context);
        fetcher = new GuardedFetcher(privateNetwork);
        settings = new DownloadSettings(config(Map.of()));
    }

    DownloadAction action() {
        return action(QUICK);
    }

    DownloadAction action(Tuning tuning) {
        return new DownloadAction(fetcher, storages, settings, running, tuning);
    }

    TestTask task() {
        return task(storages);
    }

    static TestTask task(Storages storages) {
        return new TestTask("download", () -> LANES.cpu("download"), storages);
    }

    static DownloadInput input(String url) {
        return new DownloadInput(url, null, null, null, null, null, null);
    }

    static DownloadInput input(String url, int segments) {
        return new DownloadInput(url, null, null, null, segments, null, null);
    }

    static DownloadInput to(String url, @Nullable String savePath) {
        return new DownloadInput(url, savePath, null, null, null, null, null);
    }

    /** The settings with some values other than their defaults. */
    static DownloadSettings.Config config(Map<String, Object> values) {
        return (DownloadSettings.Config) Proxy.newProxyInstance(
                Bench.class.getClassLoader(),
                new Class<?>[] {DownloadSettings.Config.class},
                (_, method, _) -> values.getOrDefault(method.getName().replace("__", "_"), method.getDefaultValue()));
    }

    private static BundleContext context(Map<String, String> properties) {
        return (BundleContext) Proxy.newProxyInstance(
                Bench.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (_, method, arguments) -> method.getName().equals("getProperty") ? properties.get(arguments[0]) : null);
    }
}

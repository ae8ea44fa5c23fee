package io.dalbox.ml.internal;

import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Schedules;
import io.dalbox.ml.internal.fetch.Installer;
import io.dalbox.ml.internal.fetch.Registries;
import io.dalbox.ml.internal.files.OwnFiles;
import io.dalbox.ml.internal.files.Shelf;
import io.dalbox.ml.internal.sessions.Limits;
import io.dalbox.ml.internal.sessions.Sessions;
import io.dalbox.net.HttpFetcher;
import io.dalbox.store.Store;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * What there is once: the sessions, the shelf of files, and the owner's settings for both. The settings are those of the plugin
 * {@code models}, which shows their form; without it the defaults hold. They change while sessions are in use, so this is not made anew.
 */
@Component(service = MlRuntime.class, configurationPid = "models")
public final class MlRuntime {

    private final Sessions sessions;
    private final Shelf shelf;
    private final OwnFiles own;
    private final Installer installer;
    private final Registries built;
    private volatile Registries registries;

    /** The settings that this takes; names, texts and bounds are with the plugin's form. */
    @interface Config {
        /** MiB; 0 for a quarter of the memory. */
        int memory__budget() default 0;

        /** Until a session that nobody uses is closed. */
        int idle__minutes() default 5;

        /** The processor or a graphics card. */
        String provider() default "cpu";

        /** Empty for that of the build. */
        String npm__registry() default "";

        /** Empty for that of the build. */
        String maven__repository() default "";
    }

    /** Knows the places; loads nothing. */
    @Activate
    public MlRuntime(
            BundleContext context,
            Config config,
            @Reference Lanes lanes,
            @Reference Schedules schedules,
            @Reference Store store,
            @Reference HttpFetcher fetcher) {
        Path home = Path.of(String.valueOf(context.getProperty("dalbox.home")));
        @Nullable String distribution = context.getProperty("dalbox.distribution");
        Path shipped = distribution == null ? null : Path.of(distribution, "models");
        this.own = new OwnFiles(store);
        this.shelf = new Shelf(home.resolve("models"), shipped, own::of);
        this.installer = new Installer(fetcher, shelf);
        this.built =
                shipped == null ? new Registries("", "") : Registries.read(shipped.resolve("registries.properties"));
        this.registries = registries(config);
        this.sessions = new Sessions(home.resolve("cache"), lanes, schedules, limits(config));
    }

    @Modified
    void modified(Config config) {
        registries = registries(config);
        sessions.limit(limits(config));
    }

    @Deactivate
    void close() {
        sessions.close();
    }

    private Registries registries(Config config) {
        return new Registries(config.npm__registry(), config.maven__repository()).or(built);
    }

    private static Limits limits(Config config) {
        return Limits.of(config.memory__budget(), config.idle__minutes(), config.provider());
    }

    Sessions sessions() {
        return sessions;
    }

    Shelf shelf() {
        return shelf;
    }

    OwnFiles own() {
        return own;
    }

    Installer installer() {
        return installer;
    }

    Registries registries() {
        return registries;
    }
}

package io.dalbox.plugin.download;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The settings, and what all downloads share because of them. A change applies to running downloads. Thread-safe. */
@Component(service = DownloadSettings.class, configurationPid = DownloadSettings.PID)
@Designate(ocd = DownloadSettings.Config.class)
public final class DownloadSettings {

    static final String PID = "download";
    static final String DEFAULT_FOLDER = "media:/downloads/";

    /** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
    @ObjectClassDefinition(localization = "OSGI-INF/l10n/download", name = "%title", description = "%title.hint")
    public @interface Config {

        /** Where to. */
        @AttributeDefinition(name = "%default_folder", description = "%default_folder.hint")
        String default__folder() default DEFAULT_FOLDER;

        /** Bytes a second. */
        @AttributeDefinition(name = "%global_speed_limit", description = "%global_speed_limit.hint", min = "0")
        long global__speed__limit() default 0;

        /** How many downloads at once. */
        @AttributeDefinition(name = "%max_concurrent", description = "%max_concurrent.hint", min = "1", max = "16")
        int max__concurrent() default 3;

        /** How many connections a download. */
        @AttributeDefinition(name = "%default_segments", description = "%default_segments.hint", min = "1", max = "16")
        int default__segments() default 4;

        /** The largest file. */
        @AttributeDefinition(name = "%max_size", description = "%max_size.hint", min = "0")
        long max__size() default 0;
    }

    private final RateLimit limit = new RateLimit(0);
    private final Gate gate = new Gate(1);
    private volatile Config config;

    /** With the values of the configuration. */
    @Activate
    public DownloadSettings(Config config) {
        this.config = config;
        apply(config);
    }

    @Modified
    void apply(Config config) {
        this.config = config;
        limit.rate(config.global__speed__limit());
        gate.places(config.max__concurrent());
    }

    RateLimit limit() {
        return limit;
    }

    Gate gate() {
        return gate;
    }

    String defaultFolder() {
        return config.default__folder();
    }

    int segments(DownloadInput input) {
        Integer wanted = input.segments();
        return wanted == null ? config.default__segments() : wanted;
    }

    /** Returns the largest size accepted. */
    long maxSize(DownloadInput input) {
        long all = config.max__size() > 0 ? config.max__size() : Long.MAX_VALUE;
        Long own = input.maxSize();
        return own == null ? all : Math.min(own, all);
    }
}

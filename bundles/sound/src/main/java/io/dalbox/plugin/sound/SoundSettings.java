package io.dalbox.plugin.sound;

import io.dalbox.plugin.sound.analysis.Thresholds;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What counts as silence and as a voice. A change applies to what is analysed from then on. Thread-safe. */
@Component(service = SoundSettings.class, configurationPid = SoundSettings.PID)
@Designate(ocd = SoundSettings.Config.class)
public final class SoundSettings {

    static final String PID = "sound";

    private static final double PERCENT = 100;
    private static final double MILLIS = 1000;

    /** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1). */
    @ObjectClassDefinition(localization = "OSGI-INF/l10n/sound", name = "%title", description = "%title.hint")
    public @interface Config {

        /** In dBFS. */
        @AttributeDefinition(
                name = "%silence_threshold",
                description = "%silence_threshold.hint",
                min = "-90",
                max = "-20")
        int silence__threshold() default -50;

        /** In milliseconds. */
        @AttributeDefinition(
                name = "%minimum_silence",
                description = "%minimum_silence.hint",
                min = "100",
                max = "60000")
        int minimum__silence() default 700;

        /** In percent. */
        @AttributeDefinition(name = "%voice_threshold", description = "%voice_threshold.hint", min = "20", max = "95")
        int voice__threshold() default 50;
    }

    private volatile Config config;

    /** With the values of the configuration. */
    @Activate
    public SoundSettings(Config config) {
        this.config = config;
    }

    @Modified
    void apply(Config config) {
        this.config = config;
    }

    Thresholds thresholds() {
        Config now = config;
        return new Thresholds(
                now.silence__threshold(), now.minimum__silence() / MILLIS, now.voice__threshold() / PERCENT);
    }
}

package io.dalbox.plugin.ocr;

import io.dalbox.plugin.ocr.input.Limits;
import io.dalbox.plugin.ocr.text.Engine;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings. A change applies to what is begun afterwards. Thread-safe. */
@Component(service = OcrSettings.class, configurationPid = OcrSettings.PID)
@Designate(ocd = OcrSettings.Config.class)
public final class OcrSettings {

    static final String PID = "ocr";
    private static final long MILLION = 1_000_000;

    /** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
    @ObjectClassDefinition(localization = "OSGI-INF/l10n/ocr", name = "%title", description = "%title.hint")
    public @interface Config {

        /** Which languages, the likeliest first. */
        @AttributeDefinition(name = "%languages", description = "%languages.hint")
        String languages() default "eng, chi_sim";

        /** Which engine. */
        @AttributeDefinition(
                name = "%engine",
                description = "%engine.hint",
                options = {
                    @Option(label = "%engine.auto", value = "auto"),
                    @Option(label = "%engine.tesseract", value = "tesseract"),
                    @Option(label = "%engine.ppocr", value = "ppocr")
                })
        String engine() default "auto";

        /** Milliseconds between frames of a video. */
        @AttributeDefinition(name = "%video_interval", description = "%video_interval.hint", min = "100", max = "60000")
        int video__interval() default 1000;

        /** Which part of a frame. */
        @AttributeDefinition(
                name = "%video_region",
                description = "%video_region.hint",
                options = {
                    @Option(label = "%video_region.lower", value = "lower"),
                    @Option(label = "%video_region.whole", value = "whole")
                })
        String video__region() default "lower";

        /** Millions of pixels of one picture. */
        @AttributeDefinition(name = "%max_megapixels", description = "%max_megapixels.hint", min = "1", max = "2000")
        int max__megapixels() default 250;

        /** Pages of one document. */
        @AttributeDefinition(name = "%max_pages", description = "%max_pages.hint", min = "1", max = "100000")
        int max__pages() default 2000;
    }

    private volatile Config config;

    /** With the values of the configuration. */
    @Activate
    public OcrSettings(Config config) {
        this.config = config;
    }

    @Modified
    void apply(Config changed) {
        config = changed;
    }

    List<String> languages() {
        return Arrays.stream(config.languages().split("[,+\\s]+"))
                .filter(language -> !language.isEmpty())
                .toList();
    }

    Engine engine() {
        return Engine.of(config.engine());
    }

    Duration videoInterval() {
        return Duration.ofMillis(config.video__interval());
    }

    boolean wholeFrame() {
        return config.video__region().equals("whole");
    }

    Limits limits() {
        return new Limits(config.max__megapixels() * MILLION, config.max__pages());
    }
}

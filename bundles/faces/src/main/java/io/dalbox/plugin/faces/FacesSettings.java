package io.dalbox.plugin.faces;

import io.dalbox.ml.Models;
import io.dalbox.plugin.faces.album.Recognition;
import io.dalbox.plugin.faces.vision.Embedding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The settings. Thread-safe. */
@Component(service = FacesSettings.class, configurationPid = FacesSettings.PID)
@Designate(ocd = FacesSettings.Config.class)
public final class FacesSettings {

    static final String PID = "faces";
    static final String SHIPPED = "shipped";
    static final String OWN = "face-recognition-own";

    /** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
    @ObjectClassDefinition(localization = "OSGI-INF/l10n/faces", name = "%title", description = "%title.hint")
    public @interface Config {

        /** Folders that are looked through by themselves. */
        @AttributeDefinition(name = "%folders", description = "%folders.hint", required = false)
        String[] folders() default {};

        /** How often. */
        @AttributeDefinition(name = "%watch_every", description = "%watch_every.hint")
        String watch__every() default "12h";

        /** In pixels. */
        @AttributeDefinition(name = "%smallest", description = "%smallest.hint", min = "16", max = "1000")
        int smallest() default 32;

        /** In percent. */
        @AttributeDefinition(name = "%least_quality", description = "%least_quality.hint", min = "0", max = "100")
        int least__quality() default 25;

        /** Which describes faces. */
        @AttributeDefinition(
                name = "%model",
                description = "%model.hint",
                options = {
                    @Option(label = "%model.shipped", value = SHIPPED),
                    @Option(label = "%model.own", value = "own")
                })
        String model() default SHIPPED;

        /** Of the shipped model, in thousandths. */
        @AttributeDefinition(name = "%threshold", description = "%threshold.hint", min = "800", max = "999")
        int threshold() default 950;

        /** Of the owner's model, in thousandths. */
        @AttributeDefinition(name = "%own_threshold", description = "%own_threshold.hint", min = "1", max = "999")
        int own__threshold() default 450;
    }

    private final Config config;
    private final Models models;

    /** With the values of the configuration. */
    @Activate
    public FacesSettings(Config config, @Reference Models models) {
        this.config = config;
        this.models = models;
    }

    List<String> folders() {
        return List.of(config.folders());
    }

    int smallest() {
        return config.smallest();
    }

    /** Returns how faces are described. */
    Embedding embedding() {
        return config.model().equals(SHIPPED)
                ? Embedding.DLIB
                : Embedding.arcFace(OWN, config.own__threshold() / 1000.0);
    }

    /** Returns how vectors are compared. Those of another file of the owner's are others. */
    Recognition recognition() throws IOException {
        boolean shipped = config.model().equals(SHIPPED);
        double threshold = (shipped ? config.threshold() : config.own__threshold()) / 1000.0;
        return new Recognition(shipped ? Embedding.DLIB.model() : own(), threshold, config.least__quality() / 100.0);
    }

    private String own() throws IOException {
        Path file = models.require(OWN);
        return OWN + ":" + Files.size(file) + ":"
                + Files.getLastModifiedTime(file).toMillis();
    }
}

package io.dalbox.plugin.models;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The form of the settings. The runtime takes their values, whether this plugin is on or not. */
@Component(service = Settings.class)
@Designate(ocd = Settings.Config.class)
public final class Settings {

    /** Knows nothing. */
    @Activate
    public Settings() {}

    /** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
    @ObjectClassDefinition(
            pid = "models",
            localization = "OSGI-INF/l10n/models",
            name = "%title",
            description = "%title.hint")
    public @interface Config {

        /** MiB. */
        @AttributeDefinition(name = "%memory_budget", description = "%memory_budget.hint", min = "0", max = "1048576")
        int memory__budget() default 0;

        /** Until a model that nobody uses is unloaded. */
        @AttributeDefinition(name = "%idle_minutes", description = "%idle_minutes.hint", min = "0", max = "10080")
        int idle__minutes() default 5;

        /** What models run on. */
        @AttributeDefinition(
                name = "%provider",
                description = "%provider.hint",
                options = {
                    @Option(label = "%provider.cpu", value = "cpu"),
                    @Option(label = "%provider.cuda", value = "cuda")
                })
        String provider() default "cpu";

        /** Where npm packages come from. */
        @AttributeDefinition(name = "%npm_registry", description = "%npm_registry.hint", required = false)
        String npm__registry() default "";

        /** Where jars come from. */
        @AttributeDefinition(name = "%maven_repository", description = "%maven_repository.hint", required = false)
        String maven__repository() default "";
    }
}

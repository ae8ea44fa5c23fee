package io.dalbox.plugin.gallery;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings to try the form of settings with; nothing depends on them. */
@Component(service = GallerySettings.class, configurationPid = "gallery")
@Designate(ocd = GallerySettings.Config.class)
public final class GallerySettings {

    /** What can be set. */
    @ObjectClassDefinition(
            localization = "OSGI-INF/l10n/gallery",
            name = "%title",
            description = "%title.hint",
            id = "gallery")
    public @interface Config {

        /** A number. */
        @AttributeDefinition(name = "%rate", min = "1", max = "100")
        int rate() default 10;

        /** A secret. */
        @AttributeDefinition(name = "%key", description = "%key.hint", type = AttributeType.PASSWORD, required = false)
        String key() default "";

        /** Several texts. */
        @AttributeDefinition(name = "%words", required = false)
        String[] words() default {};
    }
}

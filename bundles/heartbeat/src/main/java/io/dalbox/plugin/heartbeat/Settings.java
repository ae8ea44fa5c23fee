package io.dalbox.plugin.heartbeat;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
@ObjectClassDefinition(localization = "OSGI-INF/l10n/heartbeat", name = "%title", description = "%title.hint")
public @interface Settings {

    /** The plugin's id, under which the settings are kept. */
    String PID = "heartbeat";

    /** Rows and columns of the matrices. */
    @AttributeDefinition(name = "%matrix_size", description = "%matrix_size.hint", min = "1", max = "2000")
    int matrix__size() default 500;

    /** Seconds between products. */
    @AttributeDefinition(name = "%matrix_every", description = "%matrix_every.hint", min = "1")
    int matrix__every() default 60;

    /** Seconds after a failure. */
    @AttributeDefinition(name = "%matrix_retry", description = "%matrix_retry.hint", min = "1")
    int matrix__retry() default 10;

    /** How many waits at once. */
    @AttributeDefinition(name = "%io_operations", description = "%io_operations.hint", min = "0", max = "16000")
    int io__operations() default 5;

    /** Seconds between rounds of waits. */
    @AttributeDefinition(name = "%io_every", description = "%io_every.hint", min = "1")
    int io__every() default 30;

    /** Seconds after a failure. */
    @AttributeDefinition(name = "%io_retry", description = "%matrix_retry.hint", min = "1")
    int io__retry() default 5;

    /** The shortest wait. */
    @AttributeDefinition(name = "%io_shortest", description = "%io_shortest.hint", min = "0", max = "600000")
    int io__shortest() default 500;

    /** The longest wait. */
    @AttributeDefinition(name = "%io_longest", description = "%io_shortest.hint", min = "0", max = "600000")
    int io__longest() default 2000;

    /** Product after product. */
    @AttributeDefinition(name = "%continuous", description = "%continuous.hint")
    boolean continuous() default false;
}

package io.dalbox.plugin.heartbeat;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What the owner can set. Two underscores are one in the name (OSGi Compendium, section 112.8.2.1), one would be a dot. */
@ObjectClassDefinition(name = "Heartbeat", description = "How large the work is, and how often it is done")
public @interface Settings {

    /** The plugin's id, under which the settings are kept. */
    String PID = "heartbeat";

    /** Rows and columns of the matrices. */
    @AttributeDefinition(
            name = "Matrix size",
            description = "Rows and columns of the two matrices that are multiplied",
            min = "1",
            max = "2000")
    int matrix__size() default 500;

    /** Seconds between products. */
    @AttributeDefinition(name = "Product every", description = "Seconds between two matrix products", min = "1")
    int matrix__every() default 60;

    /** Seconds after a failure. */
    @AttributeDefinition(
            name = "Product again after an error",
            description = "Seconds until the next try; doubled with each further error up to the normal pause",
            min = "1")
    int matrix__retry() default 10;

    /** How many waits at once. */
    @AttributeDefinition(
            name = "Waiting operations",
            description = "How many operations that only wait are done at the same time",
            min = "0",
            max = "16000")
    int io__operations() default 5;

    /** Seconds between rounds of waits. */
    @AttributeDefinition(name = "Waits every", description = "Seconds between two rounds of them", min = "1")
    int io__every() default 30;

    /** Seconds after a failure. */
    @AttributeDefinition(
            name = "Waits again after an error",
            description = "Seconds until the next try; doubled with each further error up to the normal pause",
            min = "1")
    int io__retry() default 5;

    /** The shortest wait. */
    @AttributeDefinition(name = "Shortest wait", description = "Milliseconds", min = "0", max = "600000")
    int io__shortest() default 500;

    /** The longest wait. */
    @AttributeDefinition(name = "Longest wait", description = "Milliseconds", min = "0", max = "600000")
    int io__longest() default 2000;

    /** Product after product. */
    @AttributeDefinition(
            name = "Continuous",
            description =
                    "Keeps every CPU thread busy with matrix products, to see how the server answers under full load")
    boolean continuous() default false;
}

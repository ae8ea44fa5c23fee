package io.dalbox.event;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes a record the data of an event type that this plugin owns.
 *
 * <p>The generated capability {@code io.dalbox.event} names the type and the record, so the type is known from the manifest;
 * its JSON Schema is derived from the record, whose components may carry {@code io.dalbox.action.Param}. Only the owner of
 * a type may publish it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Capability(
        namespace = EventType.NAMESPACE,
        attribute = {"class=${@class}"})
public @interface EventType {

    /** The namespace of the capability that this annotation generates. */
    String NAMESPACE = "io.dalbox.event";

    /** The type's name: dotted words, such as {@code download.completed}; the first is the plugin's id. */
    @Attribute(NAMESPACE)
    String name();

    /** When it happens, in a sentence. */
    @Attribute("description")
    String description();

    /** The version of the data's shape; raise it when a change would break a reader. */
    @Attribute("schema")
    int version() default 1;

    /**
     * Whether programs outside of this runtime may publish it too, through a web hook that the owner of the box makes. What comes
     * so was never seen by the plugin's code: trust it no more than the input of an action.
     */
    @Attribute("outside")
    boolean outside() default false;

    /** How many days the journal keeps an event of this type, unless the owner of the box decides; 0 leaves it to the host. */
    @Attribute("keep")
    int keepDays() default 0;
}

package io.dalbox.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Names the event type of an {@link EventSubscriber}. Becomes the service property {@code dalbox.event.type}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SubscribesTo {

    /** Prefix of the service properties. */
    String PREFIX_ = "dalbox.event.";

    /** The type's name, such as {@code download.completed}. */
    String type();
}

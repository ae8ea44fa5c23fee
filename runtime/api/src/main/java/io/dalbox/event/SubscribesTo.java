package io.dalbox.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/** Says what an {@link EventSubscriber} takes, and how. Becomes the service properties {@code dalbox.event.*}. */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface SubscribesTo {

    /** Prefix of the service properties. */
    String PREFIX_ = "dalbox.event.";

    /** The type's name, such as {@code download.completed}. */
    String type();

    /** How often an event is tried, 1 to 100, before it becomes a dead letter; 0 leaves it to the host (12). */
    int attempts() default 0;

    /**
     * How many events are handled at once, 1 to 64. More than one gives up their order, and calls {@link EventSubscriber#on} from
     * several threads.
     */
    int concurrency() default 1;

    /**
     * How long an event is tried, or held while its plugin is away, before it becomes a dead letter: {@code 30s}, {@code 5m},
     * {@code 2h}, {@code 7d}; empty leaves it to the host (one day).
     */
    String maxAge() default "";
}

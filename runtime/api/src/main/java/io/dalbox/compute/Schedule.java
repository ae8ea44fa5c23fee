package io.dalbox.compute;

import io.dalbox.action.Lane;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Says when {@link BackgroundWork} runs. Becomes the service properties {@code dalbox.schedule.*}.
 *
 * <p>{@link #every}, {@link #cron} and {@link #retry} may each be {@code ${name}}: then the component's own property of that name
 * counts, which the owner changes in the plugin's settings. A number there means seconds.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Schedule {

    /** Prefix of the service properties. */
    String PREFIX_ = "dalbox.schedule.";

    /** The work's name, for lists and logs. */
    String name();

    /**
     * The pause between two rounds, such as {@code 30s}, {@code 5m}, {@code 1h}; empty means: not at intervals. The first round
     * comes after one pause, unless {@link #on_start}.
     */
    String every() default "";

    /** A Unix cron expression of five fields, in the server's time zone; empty means none. */
    String cron() default "";

    /** Whether to run once as soon as the plugin is live. */
    boolean on_start() default false;

    /** The pause after a round that failed; doubled with each further failure up to the normal pause. */
    String retry() default "10s";

    /** The lane it runs on. */
    Lane lane() default Lane.IO;
}

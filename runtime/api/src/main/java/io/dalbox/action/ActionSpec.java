package io.dalbox.action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Describes an action. Becomes the service properties {@code dalbox.action.*} of the component.
 *
 * <p>Used on a component that implements {@link Action} or {@code io.dalbox.task.TaskAction}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ActionSpec {

    /** Prefix of the service properties. */
    String PREFIX_ = "dalbox.action.";

    /** The action's name: {@code [a-z][a-z0-9_]{0,40}}, unique in the plugin. */
    String name();

    /** One sentence on what it does, for people and for assistants. */
    String description();

    /** {@link Method#GET} promises that the call is safe and repeatable; such an action can feed a page. */
    Method method() default Method.POST;

    /** The path below {@code /module/<id>}; empty means {@code /actions/<name>}. */
    String path() default "";

    /** The lane it runs on. */
    Lane lane() default Lane.IO;

    /**
     * The access it asks for: {@code <plugin>.<verb>}. Empty means {@code <plugin>.read} for {@link Method#GET} and
     * {@code <plugin>.write} otherwise. A verb {@code admin} is for administrators only.
     */
    String access() default "";

    /**
     * Names of parameters whose values no other running task may hold at the same time, of whatever action and plugin. A storage
     * path stands for all that lies below and above it: {@code media:/films} waits for {@code media:/films/a}, and the other way
     * round. Any other text is equal or not. A list stands for each of its values.
     */
    String[] exclusive() default {};

    /** How many tasks of this action may run at once; 0 leaves it to the host. */
    int concurrency() default 0;

    /**
     * Whether a task of this action can go on after it was stopped in the middle, from its checkpoint or from its beginning. Where it
     * is {@code false} (a sent letter is not sent again), a task that a restart, a new version or a crash has cut off ends as
     * {@code error} and says so; its owner may retry it. Owners see before an update which tasks it would cut off.
     */
    boolean resumable() default true;
}

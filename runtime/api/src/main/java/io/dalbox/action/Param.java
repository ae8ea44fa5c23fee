package io.dalbox.action;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one component of an input, result or event record. It becomes part of the JSON Schema, and so of forms,
 * validation, the flow editor and OpenAPI.
 *
 * <p>A component without this annotation is required. JSON names are the component names in {@code snake_case}. A
 * component that is neither required nor has a default is {@code null} when absent; give it a boxed type.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
public @interface Param {

    /** What it means, in a sentence. */
    String description();

    /** The label in forms; empty means: made from the name. */
    String title() default "";

    /** Whether it must be given. A parameter with a {@link #defaultValue} is never required. */
    boolean required() default true;

    /** The default as JSON; a word that is not JSON is taken as a string. Empty means none. */
    String defaultValue() default "";

    /**
     * A hint for validation and for the form's field: {@code uri}, {@code email}, {@code storage-path} (a file),
     * {@code storage-folder}, {@code media} (a media file), {@code plugin}, {@code event-type}, {@code action},
     * {@code language} (BCP 47), {@code cron} (five fields), {@code password}, {@code multiline}, {@code code}, {@code color},
     * {@code date-time}, {@code date}, {@code time}, and for numbers {@code bytes}, {@code speed} and {@code duration}
     * (seconds). For a list it is that of each entry.
     */
    String format() default "";

    /** A regular expression (ECMA-262) that the whole string must match. Empty means any. */
    String pattern() default "";

    /** The smallest number, inclusive. */
    long min() default Long.MIN_VALUE;

    /** The largest number, inclusive. */
    long max() default Long.MAX_VALUE;

    /** The longest string, list or map. */
    int maxLength() default Integer.MAX_VALUE;

    /** The only values allowed; empty means any. An enum type needs none. */
    String[] options() default {};
}

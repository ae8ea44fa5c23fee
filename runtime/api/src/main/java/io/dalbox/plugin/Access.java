package io.dalbox.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Declares what of others the plugin uses, so that its owner sees it before the plugin runs.
 *
 * <p>Put it beside {@link Plugin}. With it, what the host hands out goes no further than this: events that subscribers take, actions
 * that are called, files of storages, hosts that {@code HttpFetcher} connects to. What is the plugin's own needs no mention. A plugin
 * without it may use all of these, and its owner is told so. Java code in the same process can do more than ask the host, and no
 * declaration stops it: this keeps honest plugins to their word, and is no sandbox.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Capability(namespace = Access.NAMESPACE)
public @interface Access {

    /** The namespace of the capability that this annotation generates. */
    String NAMESPACE = "io.dalbox.access";

    /** Event types that it takes: {@code download.completed}, all of a plugin {@code download.*}, or {@code *}. */
    @Attribute
    String[] events() default {};

    /** Actions that it calls: {@code download.download}, all of a plugin {@code download.*}, or {@code *}. */
    @Attribute
    String[] actions() default {};

    /** Storages that it uses: a folder and all below {@code media:/films}, a whole storage {@code media:/}, or {@code *}. */
    @Attribute
    String[] storages() default {};

    /** Hosts that it connects to: {@code example.org}, all below a domain {@code *.example.org}, or {@code *}. */
    @Attribute
    String[] hosts() default {};
}

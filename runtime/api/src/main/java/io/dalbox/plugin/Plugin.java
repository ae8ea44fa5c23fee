package io.dalbox.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;

/**
 * Makes the bundle a plugin.
 *
 * <p>Put it on the {@code package-info.java} of the plugin's main package. It becomes the manifest's
 * {@code Provide-Capability: io.dalbox.plugin}, so the host knows the plugin before it runs any of its code. Name,
 * version, description and icon come from the standard bundle headers.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PACKAGE, ElementType.TYPE})
@Capability(namespace = Plugin.NAMESPACE)
public @interface Plugin {

    /** The namespace of the capability that this annotation generates. */
    String NAMESPACE = "io.dalbox.plugin";

    /** The version of the contract (`plugin-contract.md`) that this API serves. */
    String CONTRACT = "1.0";

    /** The plugin's id: {@code [a-z][a-z0-9-]{1,40}}, unique in a runtime, part of every address of the plugin. */
    @Attribute(NAMESPACE)
    String id();

    /** The contract version that the plugin was built for; the default is the one of the API at build time. */
    @Attribute("contract:Version")
    String contract() default CONTRACT;
}

package io.dalbox.page;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Computes a page descriptor, for pages that cannot be written down beforehand.
 *
 * <p>Register it as a service. It is asked when the plugin becomes live; the answer goes through the same checks as a file
 * under {@code dalbox/ui/}.
 */
@ConsumerType
@FunctionalInterface
public interface PageProvider {

    /** Returns a descriptor, {@code ui: 1}, as YAML or JSON of at most 256 KiB. */
    String descriptor();
}

package io.dalbox.plugin;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says whether a plugin is well, where the host cannot see it: a licence that has run out, a device that does not answer.
 *
 * <p>A component that implements this is asked before the plugin goes live, some times in the half minute after it took the place of
 * another version, and whenever somebody looks at the plugin. A version that is not well is not taken, or taken back.
 */
@ConsumerType
@FunctionalInterface
public interface HealthCheck {

    /**
     * Returns when all is well. Has 3 seconds, on a thread of its own; what changes nothing can be asked often.
     *
     * @throws Exception otherwise; its message tells the owner what is wrong and what to do
     */
    void check() throws Exception;
}

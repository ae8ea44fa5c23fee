package io.dalbox.it.sample.halting;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Takes the whole process down, as a crashing native library would. */
public final class Halting implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Runtime.getRuntime().halt(42);
    }

    @Override
    public void stop(BundleContext context) {
        // nobody gets here
    }
}

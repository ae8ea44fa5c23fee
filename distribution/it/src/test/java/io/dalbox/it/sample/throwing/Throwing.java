package io.dalbox.it.sample.throwing;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Refuses to start. */
public final class Throwing implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        throw new IllegalStateException("no licence for today");
    }

    @Override
    public void stop(BundleContext context) {
        // nothing was started
    }
}

package io.dalbox.it.sample.faulty;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Starts and stops, well or not. */
public final class Faulty implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Fault.at("START");
    }

    @Override
    public void stop(BundleContext context) {
        Fault.at("STOP");
    }
}

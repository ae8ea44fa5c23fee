package io.dalbox.lanes.internal;

import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.StopHook;
import io.dalbox.compute.WorkOptions;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The CPU executor as a service: each bundle that gets it gets its own view, which ends with its use. */
@Component(service = CpuExecutor.class, scope = ServiceScope.BUNDLE)
public final class CpuService implements CpuExecutor {

    private static final String PLUGIN = "io.dalbox.plugin";

    private final CpuView view;

    /** Made for one bundle. */
    @Activate
    public CpuService(@Reference LaneService lanes, ComponentContext context) {
        this.view = new CpuView(lanes, owner(context.getUsingBundle()));
    }

    @Override
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        return view.submit(work);
    }

    @Override
    public <T> CompletableFuture<T> submit(WorkOptions options, Callable<T> work) {
        return view.submit(options, work);
    }

    @Override
    public StopHook onStop(Runnable stop) {
        return view.onStop(stop);
    }

    @Override
    public int size() {
        return view.size();
    }

    /** The bundle has stopped or let go of the service: nobody waits for its work any more. */
    @Deactivate
    void release() {
        view.cancelAll();
    }

    /** Returns the plugin's id, or the symbolic name of a bundle that is no plugin. */
    public static String owner(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision != null) {
            for (BundleCapability capability : revision.getDeclaredCapabilities(PLUGIN)) {
                if (capability.getAttributes().get(PLUGIN) instanceof String id) {
                    return id;
                }
            }
        }
        return String.valueOf(bundle.getSymbolicName());
    }
}

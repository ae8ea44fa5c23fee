package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.IoExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.Work;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** The IO lane as a service: each bundle that gets it gets its own view, which ends with its use. */
@Component(service = IoExecutor.class, scope = ServiceScope.BUNDLE)
public final class IoService implements IoExecutor {

    private final LaneService lanes;
    private final String owner;
    private final OpenWork open = new OpenWork();

    /** Made for one bundle. */
    @Activate
    public IoService(@Reference LaneService lanes, ComponentContext context) {
        this.lanes = lanes;
        this.owner = CpuService.owner(context.getUsingBundle());
    }

    @Override
    public <T> CompletableFuture<T> submit(String name, Callable<T> work) {
        return open.add(lanes.submit(Work.of(owner, Lane.IO, name, Run.inherited(Priority.TASK)), work));
    }

    /** The bundle has stopped or let go of the service: nobody waits for its work any more. */
    @Deactivate
    void release() {
        open.cancelAll();
    }
}

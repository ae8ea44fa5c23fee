package io.dalbox.lanes.internal.child;

import io.dalbox.compute.ChildCommand;
import io.dalbox.compute.ChildResult;
import io.dalbox.compute.Children;
import io.dalbox.lanes.internal.CpuService;
import java.io.IOException;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

/** External programs as a service: each bundle that gets it gets its own view, which ends with its use. */
@Component(service = Children.class, scope = ServiceScope.BUNDLE)
public final class ChildrenService implements Children {

    private final ChildrenView view;

    /** Made for one bundle. */
    @Activate
    public ChildrenService(@Reference ChildHost host, ComponentContext context) {
        this.view = host.view(CpuService.owner(context.getUsingBundle()));
    }

    @Override
    public ChildResult run(ChildCommand command) throws IOException, InterruptedException {
        return view.run(command);
    }

    /** The bundle has stopped or let go of the service. */
    @Deactivate
    void release() {
        view.close();
    }
}

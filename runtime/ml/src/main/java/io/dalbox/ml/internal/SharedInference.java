package io.dalbox.ml.internal;

import ai.onnxruntime.OrtException;
import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import io.dalbox.ml.ModelException;
import io.dalbox.ml.internal.files.Declarations;
import io.dalbox.ml.internal.sessions.Sessions;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.framework.Bundle;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions as one bundle sees them. What it runs ends with its use of the service; the sessions stay for others. */
@Component(service = Inference.class, scope = ServiceScope.BUNDLE)
public final class SharedInference implements Inference {

    private static final Logger LOG = LoggerFactory.getLogger(SharedInference.class);

    private final Sessions sessions;
    private final DeclaredModels models;
    private final Lanes lanes;
    private final String owner;
    private final Sessions.Runs runs = new Sessions.Runs();

    /** For the bundle that gets the service. */
    @Activate
    public SharedInference(
            @Reference MlRuntime runtime,
            @Reference Declarations declarations,
            @Reference Lanes lanes,
            ComponentContext context) {
        this(
                runtime.sessions(),
                new DeclaredModels(runtime, declarations, context),
                lanes,
                owner(context.getUsingBundle()));
    }

    SharedInference(Sessions sessions, DeclaredModels models, Lanes lanes, String owner) {
        this.sessions = sessions;
        this.models = models;
        this.lanes = lanes;
        this.owner = owner;
    }

    private static String owner(Bundle bundle) {
        String plugin = Declarations.plugin(bundle);
        return plugin == null ? bundle.getSymbolicName() : plugin;
    }

    @Override
    public <T> T run(String model, InferenceWork<T> work) throws OrtException, IOException {
        return sessions.run(models.wanted(model), runs, work);
    }

    @Override
    public void warmUp(String model) {
        try {
            lanes.submit(new Work(owner, Lane.CPU, "load model", model, Priority.BACKGROUND, null), () -> {
                warm(model);
                return null;
            });
        } catch (RejectedExecutionException e) {
            // It is not needed yet, and whoever needs it later loads it.
            LOG.debug("No time to load {} before it is needed", model, e);
        }
    }

    private void warm(String model) throws IOException {
        try {
            sessions.warm(models.wanted(model));
        } catch (ModelException e) {
            LOG.info("Not loaded before it is needed: {}", e.getMessage());
        }
    }

    /** The bundle has stopped or let go of the service. */
    @Deactivate
    void end() {
        runs.end();
    }
}

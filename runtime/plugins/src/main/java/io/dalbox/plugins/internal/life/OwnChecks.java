package io.dalbox.plugins.internal.life;

import io.dalbox.plugin.HealthCheck;
import io.dalbox.plugins.internal.guard.Failure;
import io.dalbox.plugins.internal.guard.Guarded;
import java.time.Duration;
import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Asks what a plugin itself has to say about its health. */
final class OwnChecks {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final BundleContext context;

    OwnChecks(BundleContext context) {
        this.context = context;
    }

    /**
     * Asks each check.
     *
     * @throws Failure what the first says that is not content, or that it did not come back
     */
    void ask(String id, Bundle bundle) throws Failure {
        ServiceReference<?>[] references = bundle.getRegisteredServices();
        for (ServiceReference<?> reference : references == null ? new ServiceReference<?>[0] : references) {
            if (reference.getProperty(Constants.OBJECTCLASS) instanceof String[] types
                    && Arrays.asList(types).contains(HealthCheck.class.getName())) {
                ask(id, reference);
            }
        }
    }

    private void ask(String id, ServiceReference<?> reference) throws Failure {
        Object service = context.getService(reference);
        if (service instanceof HealthCheck check) {
            try {
                Guarded.call(id, "Its own health check", LIMIT, () -> {
                    check.check();
                    return id;
                });
            } finally {
                context.ungetService(reference);
            }
        }
    }
}

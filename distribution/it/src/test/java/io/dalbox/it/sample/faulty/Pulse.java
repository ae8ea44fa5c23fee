package io.dalbox.it.sample.faulty;

import io.dalbox.plugin.HealthCheck;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;

/** Well for a second; then the place HEALTH of {@link Fault} comes. */
@Component
public final class Pulse implements HealthCheck {

    private final long since = System.nanoTime();

    @Override
    public void check() {
        if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(1)) {
            Fault.at("HEALTH");
        }
    }
}

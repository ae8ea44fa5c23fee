package io.dalbox.it.sample.greedy;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.Schedule;
import org.osgi.service.component.annotations.Component;

/** Waits for a day that no year has. */
@Component
@Schedule(name = "Thirty-first of February", cron = "0 0 31 2 *")
public final class Never implements BackgroundWork {

    @Override
    public void run() {
        throw new IllegalStateException("There is no such day");
    }
}

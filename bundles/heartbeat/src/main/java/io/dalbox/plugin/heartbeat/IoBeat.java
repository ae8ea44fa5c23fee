package io.dalbox.plugin.heartbeat;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.IoExecutor;
import io.dalbox.compute.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Some operations that only wait, at the same time, every half minute. */
@Component(configurationPid = Settings.PID)
@Schedule(name = "Waiting operations", every = "${io_every}", retry = "${io_retry}")
public final class IoBeat implements BackgroundWork {

    private final IoExecutor io;
    private final Waits waits;
    private final Settings settings;

    /** With the settings. */
    @Activate
    public IoBeat(@Reference IoExecutor io, @Reference Waits waits, Settings settings) {
        this.io = io;
        this.waits = waits;
        this.settings = settings;
    }

    @Override
    public void run() throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        List<CompletableFuture<Long>> running = new ArrayList<>();
        try {
            for (int i = 0; i < settings.io__operations(); i++) {
                running.add(io.submit("wait", this::waitABit));
            }
            for (CompletableFuture<Long> one : running) {
                one.get();
            }
        } finally {
            running.forEach(one -> one.cancel(true));
        }
        waits.done(running.size(), (System.nanoTime() - begin) / 1e9);
    }

    /** Stands for a request to some other machine, of which there is none to ask: sleeping is what it does on ours. */
    private long waitABit() throws InterruptedException {
        long shortest = Math.min(settings.io__shortest(), settings.io__longest());
        long millis = ThreadLocalRandom.current().nextLong(shortest, Math.max(shortest, settings.io__longest()) + 1);
        Thread.sleep(Duration.ofMillis(millis));
        return millis;
    }
}

package io.dalbox.plugin.heartbeat;

import io.dalbox.compute.BackgroundWork;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.compute.Schedule;
import io.dalbox.compute.WorkOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Product after product on every CPU thread, when the owner wants to see that. Begins again when the settings change. */
@Component(configurationPid = Settings.PID)
@Schedule(name = "Continuous products", on_start = true)
public final class Continuous implements BackgroundWork {

    private static final WorkOptions PRODUCT = WorkOptions.named("matrix").at(Priority.BACKGROUND);

    private final CpuExecutor cpu;
    private final Products products;
    private final Settings settings;

    /** With the settings. */
    @Activate
    public Continuous(@Reference CpuExecutor cpu, @Reference Products products, Settings settings) {
        this.cpu = cpu;
        this.products = products;
        this.settings = settings;
    }

    @Override
    public void run() throws InterruptedException, ExecutionException {
        Deque<CompletableFuture<Product>> under = new ArrayDeque<>();
        try {
            while (settings.continuous()) {
                // One more for each thread, so that none of them ever has to wait for this one.
                while (under.size() < 2 * cpu.size()) {
                    under.add(cpu.submit(PRODUCT, () -> products.make(settings.matrix__size())));
                }
                under.remove().get();
            }
        } finally {
            under.forEach(product -> product.cancel(true));
        }
    }
}

package io.dalbox.bench.clock;

import io.dalbox.action.Action;
import io.dalbox.action.ActionContext;
import io.dalbox.action.ActionSpec;
import io.dalbox.action.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Publishes ticks, waits until all of them have been marked, and tells how that went. */
@Component
@ActionSpec(name = "tick", description = "Publishes ticks at a rate and waits for their marks")
public final class Tick implements Action<Tick.Order, Tick.Result> {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(120);

    /** What to do. */
    public record Order(
            @Param(description = "How many") int count,

            @Param(description = "How many a second; 0 for as fast as it goes")
            int rate,

            @Param(description = "From how many threads") int threads) {}

    /** How it went. */
    public record Result(
            @Param(description = "Marks that came") int marked,

            @Param(description = "Seconds from the first tick until the last was published")
            double published,

            @Param(description = "Seconds from the first tick to the last mark")
            double seconds,

            @Param(description = "Half of the marks came within so many milliseconds")
            double p50,

            @Param(description = "99 % of the marks came within so many milliseconds")
            double p99) {}

    private final Readings readings;

    /** On the readings. */
    @Activate
    public Tick(@Reference Readings readings) {
        this.readings = readings;
    }

    @Override
    public Result call(Order order, ActionContext context) throws Exception {
        readings.clear();
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < order.threads(); i++) {
            threads.add(Thread.ofVirtual().start(() -> publish(order, context, begin, next)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        long published = System.nanoTime();
        while (readings.count() < order.count() && System.nanoTime() - published < PATIENCE) {
            LockSupport.parkNanos(1_000_000);
        }
        return new Result(
                readings.count(),
                (published - begin) / 1e9,
                (readings.last() - begin) / 1e9,
                readings.millis(0.5),
                readings.millis(0.99));
    }

    private static void publish(Order order, ActionContext context, long begin, AtomicInteger next) {
        for (int i = next.getAndIncrement(); i < order.count(); i = next.getAndIncrement()) {
            if (order.rate() > 0) {
                long due = begin + TimeUnit.SECONDS.toNanos(1) * i / order.rate();
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
            context.publish(new Ticked(System.nanoTime()));
        }
    }
}

package io.dalbox.lanes.internal;

import io.dalbox.lanes.LaneReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The lanes' figures in Micrometer. The only class that knows that library, so that it is loaded late. */
final class Gauges {

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofMinutes(1),
        Duration.ofMinutes(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Set<Object> registered = ConcurrentHashMap.newKeySet();
    private final MultiGauge running = perOwner("dalbox.cpu.running", "CPU work running");
    private final MultiGauge waiting = perOwner("dalbox.cpu.waiting", "CPU work waiting");
    private final MultiGauge io = perOwner("dalbox.io.running", "IO work running");
    private final MultiGauge abandoned = perOwner("dalbox.work.abandoned", "Work that did not end when asked to");
    private volatile @Nullable LaneReport last;

    Gauges() {
        lane("dalbox.cpu.threads", "Threads of the CPU lane", LaneReport::size);
        lane("dalbox.cpu.limit", "CPUs that the process may use", LaneReport::limit);
        lane(
                "dalbox.cpu.longest.wait.seconds",
                "How long the oldest waiting work has waited",
                report -> report.longestWait() == null ? 0 : report.longestWait());
        new UptimeMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
    }

    WorkMeter cpuMeter(String owner, String name) {
        Tags tags = Tags.of("plugin", owner, "action", name);
        Timer wait = timer("dalbox.cpu.wait", "How long CPU work waited for a thread", tags);
        Timer run = timer("dalbox.cpu.run", "How long CPU work ran", tags);
        Counter failures = Counter.builder("dalbox.cpu.failures")
                .description("CPU work that ended with an error")
                .tags(tags)
                .register(registry);
        return (waitNanos, runNanos, failed) -> {
            wait.record(waitNanos, TimeUnit.NANOSECONDS);
            run.record(runNanos, TimeUnit.NANOSECONDS);
            if (failed) {
                failures.increment();
            }
        };
    }

    /** Brings the state up to date and writes everything. One at a time: the gauges read what was brought. */
    synchronized String scrape(@Nullable LaneService lanes) {
        if (lanes != null) {
            LaneReport report = lanes.report();
            last = report;
            rows(running, report, LaneReport.Owner::running);
            rows(waiting, report, LaneReport.Owner::waiting);
            rows(io, report, LaneReport.Owner::io);
            rows(abandoned, report, LaneReport.Owner::abandoned);
            lanes.owners().forEach(this::register);
        }
        return registry.scrape();
    }

    private void register(OwnerWork own) {
        if (registered.add(own)) {
            FunctionCounter.builder("dalbox.cpu.seconds", own, o -> o.cpuNanos.sum() / 1e9)
                    .description("CPU time used on the CPU lane by work that has ended")
                    .tags("plugin", own.name)
                    .register(registry);
        }
        own.ioMeters.forEach((name, meter) -> {
            if (meter instanceof IoMeter counts && registered.add(counts)) {
                register(Tags.of("plugin", own.name, "action", name), counts);
            }
        });
    }

    private void register(Tags tags, IoMeter counts) {
        FunctionTimer.builder("dalbox.io.run", counts, c -> c.count.sum(), c -> c.nanos.sum(), TimeUnit.NANOSECONDS)
                .description("How long IO work ran")
                .tags(tags)
                .register(registry);
        FunctionCounter.builder("dalbox.io.failures", counts, c -> c.failed.sum())
                .description("IO work that ended with an error")
                .tags(tags)
                .register(registry);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private void lane(String name, String description, ToDoubleFunction<LaneReport> figure) {
        Gauge.builder(name, this, self -> self.last == null ? Double.NaN : figure.applyAsDouble(self.last))
                .description(description)
                .register(registry);
    }

    private MultiGauge perOwner(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    private static void rows(MultiGauge gauge, LaneReport report, ToDoubleFunction<LaneReport.Owner> figure) {
        List<MultiGauge.Row<?>> rows = report.owners().stream()
                .<MultiGauge.Row<?>>map(
                        owner -> MultiGauge.Row.of(Tags.of("plugin", owner.owner()), figure.applyAsDouble(owner)))
                .toList();
        gauge.register(rows, true);
    }
}

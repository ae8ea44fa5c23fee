package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.LaneNotice;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.LaneSample;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.lanes.internal.limit.CpuLimit;
import io.dalbox.lanes.internal.limit.CpuLimits;
import io.dalbox.lanes.internal.os.Niceness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes: a virtual thread for each IO work, the CPU pool for the rest. */
@Component(service = {Lanes.class, LaneService.class})
public final class LaneService implements Lanes {

    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(LaneService.class);

    private final Map<String, OwnerWork> owners = new ConcurrentHashMap<>();
    private final Notices notices = new Notices();
    private final LaneLimits limits;
    private final Timer timer;
    private final Meters meters;
    private final CpuPool pool;
    private final CpuLane cpu;
    private final IoLane io;
    private final LaneWatch watch;
    private final Culprits culprits;
    private final Future<?> looks;

    /** Signalled when work has ended while somebody waits for that; with the pool's lock. */
    private final Condition changed;

    private volatile int closing;
    private volatile boolean stopped;
    private volatile OptionalInt niceness = OptionalInt.empty();

    /** Sizes the CPU lane by {@code dalbox.cpu.limit} or the machine, and follows the machine. */
    @Activate
    public LaneService(BundleContext context, @Reference Timer timer, @Reference Meters meters) {
        this(
                new CpuLimits(
                        Path.of("/"),
                        Objects.requireNonNullElse(context.getProperty("dalbox.cpu.limit"), ""),
                        Runtime.getRuntime()::availableProcessors)::read,
                LaneLimits.NORMAL,
                timer,
                meters);
    }

    LaneService(Supplier<CpuLimit> source, LaneLimits limits, Timer timer, Meters meters) {
        CpuLimit limit = source.get();
        this.limits = limits;
        this.timer = timer;
        this.meters = meters;
        this.pool = new CpuPool(limit.threads(), limits.mostWaiting(), this::begun, this::ended);
        this.changed = pool.lock.newCondition();
        this.culprits = new Culprits(pool, notices);
        this.cpu = new CpuLane(pool, limits);
        this.io = new IoLane(limits, this::endedIo);
        this.watch = new LaneWatch(pool, limits, notices, source, limit);
        this.looks = timer.every(Duration.ofMillis(LaneWatch.EVERY_MILLIS), () -> watch.look(owners.values()));
        meters.follow(this);
    }

    /** Makes lanes outside of the framework, for tests. */
    public static LaneService of(int size) {
        return new LaneService(
                () -> new CpuLimit(size + 1, "a test", null), LaneLimits.NORMAL, new Timer(), new Meters());
    }

    @Override
    public <T> CompletableFuture<T> submit(Work work, Callable<T> code) {
        Run<T> run = run(work, code);
        switch (work.lane()) {
            case CPU -> cpu.submit(run);
            case IO -> io.start(run);
        }
        Duration deadline = work.deadline();
        if (deadline != null && !run.future.isDone()) {
            expire(run, deadline);
        }
        return run.future;
    }

    @Override
    public <T> T here(Work work, Callable<T> code) throws Exception {
        return io.here(run(work, code));
    }

    @Override
    public Optional<Work> current() {
        return Optional.ofNullable(Run.current()).map(run -> run.work);
    }

    @Override
    public CpuExecutor cpu(String owner) {
        return new CpuView(this, owner);
    }

    int size() {
        return pool.size();
    }

    @Override
    public void open(String owner) {
        owner(owner).closed = false;
    }

    @Override
    public List<String> close(String owner, Duration patience) {
        OwnerWork own = owner(owner);
        List<Run<?>> runs = new ArrayList<>();
        pool.lock.lock();
        try {
            own.closed = true;
            for (Priority priority : Priority.values()) {
                runs.addAll(own.share.waiting(priority));
            }
            if (own.room != null) {
                own.room.signalAll();
            }
        } finally {
            pool.lock.unlock();
        }
        runs.addAll(own.running);
        // Outside of the lock: whoever waits for a future may run on this thread.
        runs.forEach(run -> run.future.cancel(true));
        return await(own, patience);
    }

    @Override
    public void weigh(String owner, int weight) {
        if (weight < 1 || weight > MOST_WEIGHT) {
            throw new IllegalArgumentException("The weight must be 1 to " + MOST_WEIGHT + ", not " + weight);
        }
        pool.lock.lock();
        try {
            owner(owner).share.weight(weight);
        } finally {
            pool.lock.unlock();
        }
    }

    @Override
    public LaneReport report() {
        return new LaneState(pool, limits).report(owners.values(), watch.limit(), niceness);
    }

    @Override
    public List<LaneSample> history(Duration last) {
        return watch.history(last);
    }

    @Override
    public Subscription listen(Consumer<LaneNotice> listener) {
        return notices.listen(listener);
    }

    Collection<OwnerWork> owners() {
        return owners.values();
    }

    /** Ends all work; what does not end in time is abandoned on daemon threads. */
    @Deactivate
    public void stop() {
        stopped = true;
        looks.cancel(false);
        pool.stop();
        long end = System.nanoTime() + LAST_PATIENCE.toNanos();
        for (String owner : List.copyOf(owners.keySet())) {
            List<String> left = close(owner, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (!left.isEmpty()) {
                LOG.warn("Work of {} did not end when it was interrupted and is abandoned: {}", owner, left);
            }
        }
        timer.stop();
    }

    private OwnerWork owner(String name) {
        OwnerWork known = owners.get(name);
        return known != null ? known : owners.computeIfAbsent(name, OwnerWork::new);
    }

    private <T> Run<T> run(Work work, Callable<T> code) {
        if (stopped) {
            throw new RejectedExecutionException("Dalbox is stopping and takes no more work");
        }
        Run<T> run = new Run<>(work, owner(work.owner()), code);
        // Also when it is cancelled, timed out or completed by its holder.
        run.future.whenComplete((result, failure) -> forget(run));
        return run;
    }

    private void expire(Run<?> run, Duration deadline) {
        Future<?> alarm = timer.after(
                deadline,
                // The timer must not run what others have hung onto the future.
                () -> Thread.ofVirtual()
                        .name("dalbox-deadline")
                        .start(() -> run.future.completeExceptionally(new TimeoutException(
                                run + " was not done after " + deadline.toMillis() + " ms, its deadline"))));
        run.future.whenComplete((result, failure) -> alarm.cancel(false));
    }

    private void forget(Run<?> run) {
        run.abandon();
        if (run.started == 0 && run.work.lane() == Lane.CPU) {
            cpu.remove(run);
        }
    }

    private void begun() {
        niceness = Niceness.lower(Niceness.LOWEST);
    }

    private void ended(Run<?> run, long wall, @Nullable Throwable failure, long bytes) {
        gone(run);
        culprits.look(run, failure, bytes);
        meter(run, wall, failure);
    }

    private void endedIo(Run<?> run, @Nullable Throwable failure) {
        gone(run);
        culprits.look(run, failure, Culprits.UNKNOWN);
        meter(run, System.nanoTime() - run.started, failure);
    }

    /** Work that was given up before it began took no time, and is not counted. */
    private void meter(Run<?> run, long wall, @Nullable Throwable failure) {
        if (run.started != 0) {
            meters.ended(run, wall, failure != null);
        }
    }

    private void gone(Run<?> run) {
        run.own.running.remove(run);
        if (closing > 0) {
            pool.lock.lock();
            try {
                changed.signalAll();
            } finally {
                pool.lock.unlock();
            }
        }
    }

    /** Waits for what the owner has running; what does not end is abandoned. */
    private List<String> await(OwnerWork own, Duration patience) {
        List<LaneNotice> news = new ArrayList<>();
        List<String> left = List.of();
        pool.lock.lock();
        closing++;
        try {
            long nanos = patience.toNanos();
            while (!waited(own).isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            left = waited(own).stream().map(run -> run.work.name()).toList();
            abandon(own, news);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            left = waited(own).stream().map(run -> run.work.name()).toList();
        } finally {
            closing--;
            pool.lock.unlock();
        }
        news.forEach(notices::tell);
        return left;
    }

    private void abandon(OwnerWork own, List<LaneNotice> news) {
        for (Worker worker : List.copyOf(pool.workers())) {
            Run<?> run = worker.current();
            if (run != null && run.own == own && !run.abandoned) {
                watch.abandon(worker, run, news);
            }
        }
        own.running.forEach(run -> run.abandoned = true);
    }

    private static List<Run<?>> waited(OwnerWork own) {
        List<Run<?>> runs = new ArrayList<>();
        for (Run<?> run : own.running) {
            if (!run.abandoned) {
                runs.add(run);
            }
        }
        return runs;
    }
}

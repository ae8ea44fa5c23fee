package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Lanes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes: a virtual thread for each IO work, the CPU pool for the rest. */
@Component(service = Lanes.class)
public final class LaneService implements Lanes {

    /** Enough to keep every core busy for a while; beyond it the submitter should wait instead of the work. */
    static final int MOST_WAITING = 256;

    private static final Duration LAST_PATIENCE = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(LaneService.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final SequencedMap<String, OwnerWork> owners = new TreeMap<>();
    private final CpuPool pool;
    private boolean stopped;

    /** Sizes the pool by {@code dalbox.cpu.limit} or the machine. */
    @Activate
    public LaneService(BundleContext context) {
        this(CpuSize.of(context.getProperty("dalbox.cpu.limit")));
    }

    LaneService(int size) {
        this.pool = new CpuPool(size, lock, changed);
    }

    /** Makes lanes outside of the framework, for tests. */
    public static LaneService of(int size) {
        return new LaneService(size);
    }

    @Override
    public <T> CompletableFuture<T> submit(String owner, Lane lane, String name, Callable<T> work) {
        Run<T> run = new Run<>(owner, lane, name, work);
        lock.lock();
        try {
            OwnerWork own = owners.computeIfAbsent(owner, OwnerWork::new);
            check(own, lane);
            switch (lane) {
                case CPU -> pool.add(own, run);
                case IO -> startIo(own, run);
            }
        } finally {
            lock.unlock();
        }
        // Also when it is cancelled, timed out or completed by its holder.
        run.future.whenComplete((result, failure) -> forget(run));
        return run.future;
    }

    @Override
    public CpuExecutor cpu(String owner) {
        return new CpuView(this, owner, pool.size());
    }

    @Override
    public void open(String owner) {
        lock.lock();
        try {
            owners.computeIfAbsent(owner, OwnerWork::new).closed = false;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> close(String owner, Duration patience) {
        List<Run<?>> runs;
        lock.lock();
        try {
            OwnerWork own = owners.computeIfAbsent(owner, OwnerWork::new);
            own.closed = true;
            runs = own.all();
        } finally {
            lock.unlock();
        }
        // Outside of the lock: whoever waits for a future may run on this thread.
        runs.forEach(run -> run.future.cancel(true));
        return await(owner, patience);
    }

    @Override
    public LaneReport report() {
        lock.lock();
        try {
            List<LaneReport.Owner> list = new ArrayList<>();
            for (OwnerWork own : owners.values()) {
                list.add(own.report(pool.liveNanos(own)));
            }
            int running = list.stream().mapToInt(LaneReport.Owner::running).sum();
            int waiting = list.stream().mapToInt(LaneReport.Owner::waiting).sum();
            return new LaneReport(pool.size(), running, waiting, List.copyOf(list));
        } finally {
            lock.unlock();
        }
    }

    /** Ends all work; what does not end in time is abandoned on daemon threads. */
    @Deactivate
    public void stop() {
        List<String> names;
        lock.lock();
        try {
            stopped = true;
            names = List.copyOf(owners.keySet());
        } finally {
            lock.unlock();
        }
        pool.stop();
        long end = System.nanoTime() + LAST_PATIENCE.toNanos();
        for (String owner : names) {
            List<String> left = close(owner, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            if (!left.isEmpty()) {
                LOG.warn("Work of {} did not end when it was interrupted and is abandoned: {}", owner, left);
            }
        }
    }

    private void check(OwnerWork own, Lane lane) {
        if (stopped) {
            throw new RejectedExecutionException("Dalbox is stopping and takes no more work");
        }
        if (own.closed) {
            throw new RejectedExecutionException("\"" + own.name + "\" is stopping and may not start more work");
        }
        if (lane == Lane.CPU && own.waiting.size() >= MOST_WAITING) {
            throw new RejectedExecutionException("\"" + own.name + "\" has " + MOST_WAITING
                    + " pieces of CPU work waiting already; submit more when some have finished");
        }
    }

    private void startIo(OwnerWork own, Run<?> run) {
        own.running.add(run);
        Thread.ofVirtual()
                .name("dalbox-io " + own.name + "/" + run.name)
                .inheritInheritableThreadLocals(false)
                .start(() -> run.run(() -> finishedIo(own, run)));
    }

    private void finishedIo(OwnerWork own, Run<?> run) {
        lock.lock();
        try {
            own.running.remove(run);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(Run<?> run) {
        lock.lock();
        try {
            OwnerWork own = owners.get(run.owner);
            if (own != null) {
                pool.remove(own, run);
            }
        } finally {
            lock.unlock();
        }
        run.abandon();
    }

    private List<String> await(String owner, Duration patience) {
        lock.lock();
        try {
            OwnerWork own = owners.computeIfAbsent(owner, OwnerWork::new);
            long left = patience.toNanos();
            while (!own.running.isEmpty() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return own.runningNames();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return owners.computeIfAbsent(owner, OwnerWork::new).runningNames();
        } finally {
            lock.unlock();
        }
    }
}

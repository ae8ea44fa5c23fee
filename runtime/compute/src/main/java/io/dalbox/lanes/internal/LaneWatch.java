package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.lanes.LaneNotice;
import io.dalbox.lanes.LaneSample;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.internal.limit.CpuLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the lanes every {@value #EVERY_MILLIS} ms: follows the machine's CPU limit, charges long work while it runs, notices what
 * waits too long or does not stop, and remembers how busy it was. Called by one thread at a time.
 */
final class LaneWatch {

    static final long EVERY_MILLIS = 2000;

    private static final int SAMPLES = (int) (Lanes.HISTORY.toMillis() / EVERY_MILLIS);

    /** How many times the grace work has that got next to no CPU meanwhile. */
    private static final int STARVED = 6;

    private static final Logger LOG = LoggerFactory.getLogger(LaneWatch.class);

    private final CpuPool pool;
    private final LaneLimits limits;
    private final Notices notices;
    private final Supplier<CpuLimit> source;
    private final Deque<LaneSample> samples = new ArrayDeque<>(SAMPLES);
    private volatile CpuLimit limit;
    private long lastTime = System.nanoTime();
    private long lastCpu;

    LaneWatch(CpuPool pool, LaneLimits limits, Notices notices, Supplier<CpuLimit> source, CpuLimit limit) {
        this.pool = pool;
        this.limits = limits;
        this.notices = notices;
        this.source = source;
        this.limit = limit;
        say(limit);
    }

    CpuLimit limit() {
        return limit;
    }

    List<LaneSample> history(Duration last) {
        Instant from = Instant.now().minus(last);
        synchronized (samples) {
            return samples.stream()
                    .filter(sample -> !sample.time().isBefore(from))
                    .toList();
        }
    }

    void look(Collection<OwnerWork> owners) {
        follow();
        List<LaneNotice> news = new ArrayList<>();
        LaneSample sample;
        pool.lock.lock();
        try {
            long live = charge();
            for (OwnerWork own : owners) {
                waiting(own, news);
            }
            for (Worker worker : List.copyOf(pool.workers())) {
                Run<?> run = worker.current();
                if (run != null && isLost(worker, run)) {
                    abandon(worker, run, news);
                }
            }
            sample = sample(owners, live);
        } finally {
            pool.lock.unlock();
        }
        owners.forEach(own -> abandonIo(own, news));
        synchronized (samples) {
            if (samples.size() == SAMPLES) {
                samples.removeFirst();
            }
            samples.add(sample);
        }
        news.forEach(notices::tell);
    }

    // The lane's threads are the last that a busy machine lets run: work that got no CPU since it was asked could not
    // follow.
    private boolean isLost(Worker worker, Run<?> run) {
        long overdue = run.overdue();
        if (overdue == 0) {
            return false;
        }
        long used = worker.live();
        if (run.usedWhenAsked < 0) {
            run.usedWhenAsked = used;
        }
        long grace = limits.grace().toNanos();
        boolean hadItsTurn = used - run.usedWhenAsked >= grace / 4;
        return overdue > (hadItsTurn ? grace : grace * STARVED);
    }

    /** Takes the work's thread out of the lane. Under the lock. */
    void abandon(Worker worker, Run<?> run, List<LaneNotice> news) {
        run.abandoned = true;
        pool.abandon(worker, run.own);
        news.add(new LaneNotice.Abandoned(run.own.name, run.work.name(), age(run.started)));
    }

    private void follow() {
        CpuLimit now = source.get();
        CpuLimit before = limit;
        if (!now.equals(before)) {
            limit = now;
            say(now);
            if (now.threads() != pool.size()) {
                pool.resize(now.threads());
            }
        }
    }

    private static void say(CpuLimit limit) {
        LOG.info("{} CPU thread(s): {} CPUs by {}", limit.threads(), limit.cpus(), limit.source());
        if (limit.problem() != null) {
            LOG.warn("Part of the CPU limit was ignored: {}", limit.problem());
        }
    }

    /** Charges what running work has used so far, so that a long piece counts while it runs; returns all that it has used. */
    private long charge() {
        long sum = 0;
        for (Worker worker : pool.workers()) {
            Run<?> run = worker.current();
            if (run != null) {
                long used = worker.live();
                sum += used;
                if (used > run.charged && worker.current() == run) {
                    pool.queue.charge(run.own.share, used - run.charged);
                    run.charged = used;
                }
            }
        }
        return sum;
    }

    private void waiting(OwnerWork own, List<LaneNotice> news) {
        Run<?> oldest = own.oldest();
        double seconds = oldest == null ? 0 : age(oldest.submitted);
        boolean late = seconds > limits.longWait().toMillis() / 1e3;
        if (oldest != null && late && !own.late) {
            news.add(new LaneNotice.Waiting(own.name, oldest.work.name(), own.share.size(), seconds));
        }
        own.late = late;
    }

    private void abandonIo(OwnerWork own, List<LaneNotice> news) {
        for (Run<?> run : own.running) {
            if (!run.abandoned
                    && run.work.lane() == Lane.IO
                    && run.overdue() > limits.grace().toNanos()) {
                run.abandoned = true;
                news.add(new LaneNotice.Abandoned(own.name, run.work.name(), age(run.started)));
            }
        }
    }

    private LaneSample sample(Collection<OwnerWork> owners, long live) {
        long cpu = live + owners.stream().mapToLong(own -> own.cpuNanos.sum()).sum();
        long time = System.nanoTime();
        int running = (int) pool.workers().stream()
                .filter(worker -> worker.current() != null)
                .count();
        int io = owners.stream().mapToInt(own -> own.io.get()).sum();
        double busy = Math.clamp((cpu - lastCpu) / (double) Math.max(1, time - lastTime), 0, pool.size());
        lastCpu = cpu;
        lastTime = time;
        return new LaneSample(Instant.now(), pool.size(), running, pool.queue.size(), io, busy);
    }

    private static double age(long since) {
        return Math.max(0, System.nanoTime() - since) / 1e9;
    }
}

package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.LaneReport.Piece;
import io.dalbox.lanes.LaneReport.State;
import io.dalbox.lanes.internal.limit.CpuLimit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Describes the lanes as they are at one moment. */
final class LaneState {

    private static final double NANOS = 1e9;

    private final CpuPool pool;
    private final LaneLimits limits;
    private final long now = System.nanoTime();
    private final Map<OwnerWork, Long> live = new HashMap<>();
    private final List<Piece> pieces = new ArrayList<>();
    private @Nullable Double longestWait;

    LaneState(CpuPool pool, LaneLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    LaneReport report(Collection<OwnerWork> all, CpuLimit limit, OptionalInt niceness) {
        List<LaneReport.Owner> owners = new ArrayList<>();
        double cpu = 0;
        pool.lock.lock();
        try {
            pool.workers().forEach(this::measure);
            pool.abandoned().forEach(this::measure);
            for (OwnerWork own : all) {
                LaneReport.Owner owner = owner(own);
                cpu += owner.cpuSeconds();
                if (!own.closed || owner.abandoned() > 0) {
                    owners.add(owner);
                }
            }
        } finally {
            pool.lock.unlock();
        }
        owners.sort(Comparator.comparing(LaneReport.Owner::owner));
        return new LaneReport(
                pool.size(),
                limit.cpus(),
                limit.source(),
                limit.problem(),
                niceness.isPresent() ? niceness.getAsInt() : null,
                owners.stream().mapToInt(LaneReport.Owner::running).sum(),
                owners.stream().mapToInt(LaneReport.Owner::waiting).sum(),
                owners.stream().mapToInt(LaneReport.Owner::abandoned).sum(),
                owners.stream().mapToInt(LaneReport.Owner::io).sum(),
                cpu,
                longestWait,
                List.copyOf(owners),
                pieces.stream()
                        .sorted(Comparator.comparing(Piece::state)
                                .reversed()
                                .thenComparing(
                                        Comparator.comparing(Piece::seconds).reversed()))
                        .limit(LaneReport.MOST_WORK)
                        .toList());
    }

    private void measure(Worker worker) {
        Run<?> run = worker.current();
        if (run != null) {
            live.merge(run.own, worker.live(), Long::sum);
        }
    }

    private LaneReport.Owner owner(OwnerWork own) {
        int io = 0;
        int running = 0;
        int abandoned = 0;
        for (Run<?> run : own.running) {
            if (run.abandoned) {
                abandoned++;
            } else if (run.work.lane() == Lane.IO) {
                io++;
            } else {
                running++;
            }
            add(run, run.abandoned ? State.ABANDONED : State.RUNNING, run.started);
        }
        for (Priority priority : Priority.values()) {
            own.share.waiting(priority).forEach(run -> add(run, State.WAITING, run.submitted));
        }
        Run<?> oldest = own.oldest();
        Double wait = oldest == null ? null : seconds(oldest.submitted);
        if (wait != null && (longestWait == null || wait > longestWait)) {
            longestWait = wait;
        }
        double cpu = (own.cpuNanos.sum() + live.getOrDefault(own, 0L)) / NANOS;
        return new LaneReport.Owner(
                own.name,
                own.share.weight(),
                running,
                own.share.size(),
                limits.mostWaiting(),
                io,
                limits.mostIo(),
                abandoned,
                cpu,
                wait);
    }

    private void add(Run<?> run, State state, long since) {
        pieces.add(new Piece(
                Long.toString(run.id),
                run.own.name,
                run.work.name(),
                run.work.detail(),
                run.work.lane(),
                run.priority,
                state,
                since == 0 ? 0 : seconds(since)));
    }

    private double seconds(long since) {
        return Math.max(0, now - since) / NANOS;
    }
}

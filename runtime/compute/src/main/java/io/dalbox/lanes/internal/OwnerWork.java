package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.lanes.LaneReport;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What one owner has on the lanes. Guarded by the lanes' lock. */
final class OwnerWork {

    final String name;
    final Deque<Run<?>> waiting = new ArrayDeque<>();
    final Set<Run<?>> running = new LinkedHashSet<>();
    boolean closed;
    long cpuNanos;

    OwnerWork(String name) {
        this.name = name;
    }

    List<Run<?>> all() {
        List<Run<?>> all = new ArrayList<>(waiting);
        all.addAll(running);
        return all;
    }

    List<String> runningNames() {
        return running.stream().map(run -> run.name).toList();
    }

    LaneReport.Owner report(long liveNanos) {
        int io = (int) running.stream().filter(run -> run.lane == Lane.IO).count();
        double seconds = (cpuNanos + liveNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return new LaneReport.Owner(name, running.size() - io, waiting.size(), io, seconds);
    }
}

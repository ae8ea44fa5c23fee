package io.dalbox.bench;

import io.dalbox.action.Lane;
import io.dalbox.compute.Priority;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Work;
import io.dalbox.lanes.internal.LaneService;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What the CPU lane costs by itself, and how it divides time. In this process: over HTTP, HTTP would be what is measured. */
final class LaneBenchmark {

    private static final int JOBS = 2_000_000;
    private static final int OWNERS = 20;
    private static final long PIECE = TimeUnit.MICROSECONDS.toNanos(200);
    private static final long TIME = TimeUnit.SECONDS.toNanos(10);

    private LaneBenchmark() {}

    static void run(Report report) throws Exception {
        double[] rates = new double[5];
        LaneService lanes = LaneService.of(1);
        empty(lanes);
        for (int i = 0; i < rates.length; i++) {
            rates[i] = empty(lanes);
        }
        lanes.stop();
        report.atLeast(
                "empty CPU jobs submitted and finished (median of 5)", new Samples(rates).median(), 500_000, "/s");
        report.atMost("20 plugins with unequal backlogs: furthest from its share", unfairness(), 10, "%");
    }

    /** One task submits, as a plugin would; it is made to wait when it is too fast. */
    private static double empty(LaneService lanes) {
        long begin = System.nanoTime();
        Integer done = lanes.submit(Work.of("empty", Lane.IO, "submit", Priority.TASK), () -> {
                    Work work = Work.of("empty", Lane.CPU, "nothing", Priority.TASK);
                    Deque<CompletableFuture<Integer>> under = new ArrayDeque<>();
                    int sum = 0;
                    for (int i = 0; i < JOBS; i++) {
                        under.add(lanes.submit(work, () -> 1));
                        while (under.size() > 1000
                                || (!under.isEmpty() && under.peek().isDone())) {
                            sum += under.remove().join();
                        }
                    }
                    while (!under.isEmpty()) {
                        sum += under.remove().join();
                    }
                    return sum;
                })
                .join();
        if (done != JOBS) {
            throw new IllegalStateException("Only " + done + " jobs were done");
        }
        return JOBS / ((System.nanoTime() - begin) / 1e9);
    }

    /** The first owner always has two pieces waiting, the next ten more, and so on; returns percent. */
    private static double unfairness() {
        LaneService lanes = LaneService.of(1);
        long end = System.nanoTime() + TIME;
        List<CompletableFuture<Integer>> owners = new ArrayList<>();
        for (int i = 0; i < OWNERS; i++) {
            String owner = "owner-" + i;
            int backlog = 2 + 10 * i;
            owners.add(lanes.submit(
                    Work.of(owner, Lane.IO, "submit", Priority.TASK), () -> keepBusy(lanes, owner, backlog, end)));
        }
        int[] done = owners.stream().mapToInt(CompletableFuture::join).toArray();
        LaneReport report = lanes.report();
        lanes.stop();
        double cpu = report.owners().stream()
                .mapToDouble(LaneReport.Owner::cpuSeconds)
                .sum();
        double worst = 0;
        for (LaneReport.Owner owner : report.owners()) {
            worst = Math.max(worst, Math.abs(owner.cpuSeconds() / (cpu / OWNERS) - 1));
        }
        double average = java.util.Arrays.stream(done).average().orElseThrow();
        for (int one : done) {
            worst = Math.max(worst, Math.abs(one / average - 1));
        }
        return 100 * worst;
    }

    private static int keepBusy(LaneService lanes, String owner, int backlog, long end) {
        Work work = Work.of(owner, Lane.CPU, "piece", Priority.TASK);
        Deque<CompletableFuture<Integer>> waiting = new ArrayDeque<>();
        int done = 0;
        while (System.nanoTime() < end) {
            while (waiting.size() < backlog) {
                waiting.add(lanes.submit(work, LaneBenchmark::piece));
            }
            done += waiting.remove().join();
        }
        waiting.forEach(piece -> piece.cancel(true));
        return done;
    }

    private static int piece() {
        long end = System.nanoTime() + PIECE;
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return 1;
    }
}

package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Replaces a plugin again and again between two versions while connections call its action and load its page: what they notice, and
 * what the server keeps of the versions that are gone.
 */
final class SwapBenchmark implements Benchmark {

    private static final int SWAPS = Integer.getInteger("dalbox.bench.swaps", 1000);
    private static final int WARM = Math.min(100, SWAPS / 4);
    private static final int CONNECTIONS = 16;
    private static final long BOUND = TimeUnit.SECONDS.toNanos(30);
    private static final String UI = """
            ui: 1
            id: swapped
            i18n:
              zh-CN: { title: 替换 }
              en: { title: Swapped }
            data: { told: { query: swapped.tell } }
            nav: [{ page: main, label: "t:title", icon: box, section: tools }]
            pages:
              - { id: main, path: "", title: "t:title", body: [{ type: stat, label: "t:title", value: "${told.version}" }] }
            """;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        List<byte[]> jars = List.of(jar("1.0.0"), jar("1.0.1"));
        try (DalboxProcess dalbox = bench.start("swaps")) {
            warm(dalbox);
            swap(dalbox, jars.get(0), "1.0.0");
            try (SwapTraffic traffic = new SwapTraffic(dalbox.base(), CONNECTIONS)) {
                List<long[]> windows = new ArrayList<>();
                Footprint early = Footprint.of(dalbox.pid());
                for (int i = 1; i <= SWAPS; i++) {
                    long begin = System.nanoTime();
                    swap(dalbox, jars.get(i % 2), "1.0." + i % 2);
                    windows.add(new long[] {begin, System.nanoTime()});
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    if (i == WARM) {
                        early = Footprint.of(dalbox.pid());
                    }
                }
                SwapTraffic.Outcome outcome = traffic.outcome(windows);
                tell(report, outcome, windows);
                keep(report, early, Footprint.of(dalbox.pid()), dalbox);
            }
        }
        new PeerBenchmark().run(bench, report);
    }

    // A minute after its start the server computes for the first time, and loads six hundred classes once for that: no
    // cost of a swap.
    private static void warm(DalboxProcess dalbox) {
        dalbox.post("/module/heartbeat/actions/matrix", "{\"size\":64}");
        dalbox.get("/metrics");
    }

    private static void tell(Report report, SwapTraffic.Outcome outcome, List<long[]> windows) {
        report.note("requests answered during " + SWAPS + " swaps", outcome.answered(), "");
        long failed =
                outcome.failed().values().stream().mapToLong(Long::longValue).sum();
        report.atMost("failed requests during " + SWAPS + " swaps", failed, 0, "");
        outcome.failed().forEach((what, count) -> report.note("failed: " + what, count, ""));
        report.atMost("request during a swap, p99", outcome.p99(), 250, "ms");
        report.note("request during a swap, slowest", outcome.slowest(), "ms");
        report.atMost("no version answers, median of the swaps", outcome.gap().median(), 30, "ms");
        report.note("no version answers, p99 of the swaps", outcome.gap().p99(), "ms");
        double[] taken = windows.stream().mapToDouble(w -> (w[1] - w[0]) / 1e6).toArray();
        report.note("new jar in the folder until its version is live, median", new Samples(taken).median(), "ms");
    }

    private static void keep(Report report, Footprint early, Footprint late, DalboxProcess dalbox) {
        String span = " between swap " + WARM + " and " + SWAPS;
        report.atMost("heap after collection" + span, (late.heap() - early.heap()) / 1024.0, 5, "MB");
        report.atMost("metaspace" + span, (late.metaspace() - early.metaspace()) / 1024.0, 5, "MB");
        report.atMost("class loaders alive" + span, late.loaders() - early.loaders(), 0, "");
        report.note(
                "leaks that the server reports",
                dalbox.json("/api/plugins/swapped").path("leaks").intValue(),
                "");
    }

    static byte[] jar(String version) throws Exception {
        return SmallPlugin.of("swapped", version, "io.dalbox.bench.swap")
                .file("dalbox/ui/main.yaml", UI)
                .bytes();
    }

    private static void swap(DalboxProcess dalbox, byte[] jar, String version) throws IOException {
        Path target = dalbox.plugins().resolve("swapped.jar");
        Path beside = Files.write(target.resolveSibling(".swapped.tmp"), jar);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        long end = System.nanoTime() + BOUND;
        String now = "";
        while (System.nanoTime() < end) {
            now = dalbox.get("/api/plugins/swapped").body();
            if (now.contains("\"version\":\"" + version + "\"") && now.contains("\"state\":\"live\"")) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        throw new IOException("Version " + version + " did not become live: " + now);
    }
}

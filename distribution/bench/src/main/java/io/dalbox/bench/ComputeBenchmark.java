package io.dalbox.bench;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the service stays quick while the CPU lane is full, and the CPU lane full while the service is asked.
 *
 * <p>Sixteen connections call the heartbeat's status, idle and while products of 1000×1000 keep every CPU thread busy, in turn. Once
 * as fast as they can: then they, the server and the products share the processors, and what the service keeps is the figure.
 * And once with a pause after each answer, as people and programs ask: then there is room for all, and what the products keep is the
 * figure too.
 */
final class ComputeBenchmark implements Benchmark {

    private static final String STATUS = "/module/heartbeat/status";
    private static final String WAITING = "/api/schedules/heartbeat.waiting-operations";
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 3;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final double MIB = 1 << 20;
    private static final int WAITS = 10_000;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        try (DalboxProcess dalbox = bench.start("compute")) {
            Load fast = new Load(dalbox, STATUS, CONNECTIONS, Duration.ZERO);
            Load paced = new Load(dalbox, STATUS, CONNECTIONS, PAUSE);
            warmUp(dalbox, fast);
            fast(dalbox, fast, report);
            paced(dalbox, paced, report);
        }
        try (DalboxProcess dalbox = bench.start("waits")) {
            waits(dalbox, report);
        }
        LaneBenchmark.run(report);
    }

    private static void warmUp(DalboxProcess dalbox, Load load) throws Exception {
        load.run(ROUND);
        continuous(dalbox, true);
        load.run(ROUND);
        continuous(dalbox, false);
        load.run(ROUND);
    }

    private static void fast(DalboxProcess dalbox, Load load, Report report) throws Exception {
        double[] kept = new double[ROUNDS];
        double[] grown = new double[ROUNDS];
        double[] p99 = new double[ROUNDS];
        double[] all = new double[ROUNDS];
        double[] computed = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Load.Result idle = load.run(ROUND);
            continuous(dalbox, true);
            double before = cpuSeconds(dalbox);
            Load.Result busy = load.run(ROUND);
            computed[i] = (cpuSeconds(dalbox) - before) / ROUND.toSeconds();
            continuous(dalbox, false);
            kept[i] = busy.perSecond() / idle.perSecond();
            grown[i] = busy.p99() / idle.p99();
            p99[i] = busy.p99();
            all[i] = idle.perSecond();
        }
        report.note("status, 16 connections as fast as they can, idle (median of 3)", new Samples(all).median(), "/s");
        report.atLeast("… requests kept while the CPU lane is full", new Samples(kept).median(), 0.7, "x");
        report.atMost("… p99 while the CPU lane is full, against idle", new Samples(grown).median(), 1.5, "x");
        report.atMost("… p99 while the CPU lane is full", new Samples(p99).median(), 10, "ms");
        report.note("… CPU time that the requests leave to one CPU thread", new Samples(computed).median(), "CPUs");
    }

    private static double cpuSeconds(DalboxProcess dalbox) {
        return dalbox.json("/api/compute").path("cpu_seconds").doubleValue();
    }

    private static void paced(DalboxProcess dalbox, Load load, Report report) throws Exception {
        double[] grown = new double[ROUNDS];
        double[] p99 = new double[ROUNDS];
        double[] work = new double[ROUNDS];
        double[] rate = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            Load.Result idle = load.run(ROUND);
            continuous(dalbox, true);
            double alone = products(dalbox, () -> LockSupport.parkNanos(ROUND.toNanos()));
            Load.Result[] busy = new Load.Result[1];
            double beside = products(dalbox, () -> busy[0] = load.run(ROUND));
            continuous(dalbox, false);
            rate[i] = idle.perSecond();
            grown[i] = busy[0].p99() / idle.p99();
            p99[i] = busy[0].p99();
            work[i] = beside / alone;
        }
        report.note("status, 16 connections with pauses, idle (median of 3)", new Samples(rate).median(), "/s");
        report.atMost("… p99 while the CPU lane is full, against idle", new Samples(grown).median(), 1.5, "x");
        report.atMost("… p99 while the CPU lane is full", new Samples(p99).median(), 10, "ms");
        report.atLeast("… CPU work done meanwhile, against no requests", new Samples(work).median(), 0.95, "x");
    }

    /** What is done while products are counted. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    /** Returns products a second, from the end of the first to the end of the last that fall into the time. */
    private static double products(DalboxProcess dalbox, Meanwhile meanwhile) throws Exception {
        long first = edge(dalbox);
        long begin = System.nanoTime();
        meanwhile.run();
        long last = edge(dalbox);
        return (last - first) / ((System.nanoTime() - begin) / 1e9);
    }

    /** Waits for the end of the product that is being made, and returns how many there are then. */
    private static long edge(DalboxProcess dalbox) {
        long now = count(dalbox);
        long next = now;
        while (next == now) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            next = count(dalbox);
        }
        return next;
    }

    private static long count(DalboxProcess dalbox) {
        return dalbox.json(STATUS).path("products").longValue();
    }

    /** Switches it, and waits until the CPU lane is full, or empty. */
    private static void continuous(DalboxProcess dalbox, boolean on) {
        ObjectNode settings = Json.mapper().createObjectNode();
        settings.put("continuous", on).put("matrix_size", 1000);
        settings(dalbox, settings);
        until(() -> dalbox.json("/api/compute").path("running").intValue() > 0 == on);
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("What the benchmark waits for has not come within 30 s");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    private static void settings(DalboxProcess dalbox, ObjectNode settings) {
        HttpResponse<String> answer = dalbox.send("PUT", "/api/plugins/heartbeat/settings", settings.toString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("The settings were refused: " + answer.body());
        }
    }

    private static void waits(DalboxProcess dalbox, Report report) throws Exception {
        Load load = new Load(dalbox, STATUS, CONNECTIONS, PAUSE);
        load.run(ROUND);
        load.run(ROUND);
        double idle = p99(load);
        double before = dalbox.residentBytes() / MIB;
        ObjectNode settings = Json.mapper().createObjectNode();
        int millis = (int) ROUND.multipliedBy(ROUNDS + 2).toMillis();
        settings.put("io_operations", WAITS)
                .put("io_shortest", millis)
                .put("io_longest", millis)
                .put("io_every", 3600);
        settings(dalbox, settings);
        // The component is made anew with the settings; a round of the old one would end with it.
        until(() -> dalbox.json(WAITING).path("every").asString("").equals("3600s"));
        begin(dalbox);
        until(() -> waiting(dalbox) >= WAITS);
        double beside = p99(load);
        if (waiting(dalbox) < WAITS) {
            throw new IllegalStateException("The waits ended before they were measured");
        }
        report.atMost("10,000 operations that wait: memory", dalbox.residentBytes() / MIB - before, 100, "MiB");
        report.atMost("… p99 of the status meanwhile, against idle (medians of 3)", beside / idle, 1.5, "x");
    }

    private static double p99(Load load) throws Exception {
        double[] p99 = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            p99[i] = load.run(ROUND).p99();
        }
        return new Samples(p99).median();
    }

    private static void begin(DalboxProcess dalbox) {
        HttpResponse<String> answer = dalbox.post(WAITING + "/run", "");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The waits did not begin: " + answer.body());
        }
    }

    private static int waiting(DalboxProcess dalbox) {
        for (JsonNode owner : dalbox.json("/api/compute").path("owners")) {
            if (owner.path("owner").asString().equals("heartbeat")) {
                return owner.path("io").intValue() - 1; // without the round itself
            }
        }
        return 0;
    }
}

package io.dalbox.bench;

import io.dalbox.events.DeliveryOutcome;
import io.dalbox.events.EventQuery;
import io.dalbox.events.RetryPolicy;
import io.dalbox.events.SubscriptionSpec;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** How fast events are published and delivered, and how a big journal is looked through. */
final class EventsBenchmark implements Benchmark {

    private static final int PRODUCERS = 64;
    private static final int EVENTS = 200_000;
    private static final int ALONE = 5_000;
    private static final int ROUNDS = 5;
    private static final double SECOND = 1e9;
    private static final double MIB = 1024 * 1024;

    /** Events in the big journal; fewer for a quick look. */
    private static final int MANY = Integer.getInteger("dalbox.bench.events", 10_000_000);

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        publish(bench, report);
        deliver(bench, report);
        latency(bench, report);
        search(bench, report);
    }

    private void publish(Workbench bench, Report report) throws Exception {
        try (OpenJournal open = OpenJournal.at(bench.scratch().resolve("events"))) {
            publish(open, PRODUCERS, EVENTS / 4);
            RawDatabase raw = new RawDatabase(bench.scratch().resolve("raw"));
            double batched = raw.rows(PRODUCERS, EVENTS);
            double[] latencies = publish(open, PRODUCERS, EVENTS);
            double many = latencies[latencies.length - 1];
            report.note("the database's own commits of 64 rows", batched, "rows/s");
            report.atLeast("events published by 64 producers", many, 50_000, "/s");
            report.atLeast("… of the database's own rate", many / batched, 0.5, "");
            double[] ratios = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                double[] lone = publish(open, 1, ALONE);
                ratios[round] = lone[ALONE] / raw.rows(1, ALONE);
            }
            report.atLeast(
                    "events published by one, of the database's own rate, median of " + ROUNDS,
                    new Samples(ratios).median(),
                    0.7,
                    "");
            double forced = acknowledged(open, bench.scratch(), report);
            report.note("publish by 64 acknowledged, 99th percentile, in fdatasyncs", p99(latencies) / forced, "");
        }
    }

    /** Publishes and forces as many bytes to the disk by turns, so that both meet the same disk; returns the latter's 99th percentile. */
    private static double acknowledged(OpenJournal open, Path scratch, Report report) throws Exception {
        double[] published = new double[ALONE];
        double[] forced = new double[ALONE];
        try (ForcedFile file = new ForcedFile(scratch.resolve("forced"))) {
            for (int i = 0; i < ALONE; i++) {
                long start = System.nanoTime();
                open.journal().publish(OpenJournal.event(i));
                long middle = System.nanoTime();
                file.write();
                published[i] = (middle - start) / 1e6;
                forced[i] = (System.nanoTime() - middle) / 1e6;
            }
        }
        Samples publishing = new Samples(published);
        Samples forcing = new Samples(forced);
        report.note("fdatasync of as much, median", forcing.median(), "ms");
        report.note("fdatasync of as much, 99th percentile", forcing.p99(), "ms");
        report.note("publish by one acknowledged, median", publishing.median(), "ms");
        report.note("publish by one acknowledged, 99th percentile", publishing.p99(), "ms");
        report.atMost("… in fdatasyncs", publishing.p99() / forcing.p99(), 4, "");
        return forcing.p99();
    }

    /** Measures how long after the call of publish an event is delivered, at a steady rate. */
    private void latency(Workbench bench, Report report) throws Exception {
        int total = 10_000;
        long[] began = new long[total];
        double[] millis = new double[total];
        try (OpenJournal open = OpenJournal.at(bench.scratch().resolve("latency"))) {
            CountDownLatch all = new CountDownLatch(total);
            var registration = open.journal()
                    .subscribe(SubscriptionSpec.of("bench/steady", OpenJournal.TYPE), attempt -> {
                        int number = (int) (attempt.event().data().path("bytes").asLong() - 1_000_000);
                        millis[number] = (System.nanoTime() - began[number]) / 1e6;
                        all.countDown();
                        return DeliveryOutcome.DONE;
                    });
            long start = System.nanoTime();
            for (int i = 0; i < total; i++) {
                for (long due = start + i * 1_000_000L; System.nanoTime() < due; ) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                began[i] = System.nanoTime();
                open.journal().publish(OpenJournal.event(i));
            }
            double rate = total / ((System.nanoTime() - start) / SECOND);
            all.await();
            registration.close();
            Samples samples = new Samples(millis);
            report.note("the rate of the following", rate, "/s");
            report.note("from publish to delivery, median", samples.median(), "ms");
            report.note("from publish to delivery, 99th percentile", samples.p99(), "ms");
        }
    }

    /** Returns the sorted milliseconds of each publish, and last the events a second. */
    private static double[] publish(OpenJournal open, int producers, int total) throws InterruptedException {
        double[] millis = new double[total];
        AtomicInteger next = new AtomicInteger();
        Thread[] threads = new Thread[producers];
        long start = System.nanoTime();
        for (int i = 0; i < producers; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                for (int n = next.getAndIncrement(); n < total; n = next.getAndIncrement()) {
                    long began = System.nanoTime();
                    open.journal().publish(OpenJournal.event(n));
                    millis[n] = (System.nanoTime() - began) / 1e6;
                }
            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double rate = total / ((System.nanoTime() - start) / SECOND);
        Arrays.sort(millis);
        double[] all = Arrays.copyOf(millis, total + 1);
        all[total] = rate;
        return all;
    }

    private static double p99(double[] sortedAndRate) {
        return sortedAndRate[(sortedAndRate.length - 1) * 99 / 100];
    }

    private void deliver(Workbench bench, Report report) throws Exception {
        int total = 30_000;
        try (OpenJournal open = OpenJournal.at(bench.scratch().resolve("deliver"))) {
            CountDownLatch all = new CountDownLatch(total);
            var registration = open.journal()
                    .subscribe(
                            new SubscriptionSpec("bench/all", OpenJournal.TYPE, RetryPolicy.DEFAULT, 1, true),
                            attempt -> {
                                all.countDown();
                                return DeliveryOutcome.DONE;
                            });
            long start = System.nanoTime();
            publish(open, PRODUCERS, total);
            all.await();
            report.atLeast(
                    "recorded deliveries, published meanwhile",
                    total / ((System.nanoTime() - start) / SECOND),
                    5_000,
                    "/s");
            registration.close();
        }
    }

    private void search(Workbench bench, Report report) throws Exception {
        Path home = bench.scratch().resolve("big");
        OpenJournal.at(home).close();
        fill(home, MANY);
        System.gc();
        double heap = used();
        long start = System.nanoTime();
        try (OpenJournal open = OpenJournal.at(home)) {
            open.journal().last();
            report.atMost("opening a journal of " + MANY + " events", (System.nanoTime() - start) / SECOND, 1, "s");
            Instant middle = Instant.ofEpochMilli(MANY / 2L);
            page(open, report, "the newest", new EventQuery(0, null, null, null, null, null, null, null, 100));
            page(open, report, "a type", new EventQuery(0, "bench.other", null, null, null, null, null, null, 100));
            page(open, report, "a subject", new EventQuery(0, null, null, "s7", null, null, null, null, 100));
            page(open, report, "a cause", new EventQuery(0, null, null, null, "c7", null, null, null, 100));
            page(open, report, "no such source", new EventQuery(0, null, "/x", null, null, null, null, null, 100));
            page(
                    open,
                    report,
                    "a time",
                    new EventQuery(0, null, null, null, null, middle, middle.plusMillis(50), null, 100));
            page(open, report, "no such text", new EventQuery(0, null, null, null, null, null, null, "nowhere", 100));
            page(
                    open,
                    report,
                    "type and text",
                    new EventQuery(0, "bench.other", null, null, null, null, null, "99", 100));
            System.gc();
            report.note("heap before and after", used() - heap, "MiB");
        }
    }

    private static double used() {
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / MIB;
    }

    private static void page(OpenJournal open, Report report, String what, EventQuery query) {
        double worst = 0;
        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            open.journal().query(query);
            // The first reads warm the code; what a person waits for is what follows.
            worst = i < 5 ? 0 : Math.max(worst, (System.nanoTime() - start) / 1e6);
        }
        report.atMost("a page by " + what + ", worst of 15", worst, 50, "ms");
    }

    private static void fill(Path home, int total) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("data/dalbox.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous=OFF");
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO events_journal (id, source, type,"
                    + " time, subject, causationid, hops, data) VALUES (?, '/module/bench', ?, ?, ?, ?, 0, ?)")) {
                for (int row = 0; row < total; row++) {
                    insert.setString(1, new UUID(row, row).toString());
                    insert.setString(2, row % 1000 == 0 ? "bench.other" : OpenJournal.TYPE);
                    insert.setLong(3, row);
                    insert.setString(4, row % 50 == 0 ? "s" + row % 1000 : null);
                    insert.setString(5, row % 50 == 0 ? "c" + row % 997 : null);
                    insert.setString(
                            6,
                            "{\"file_path\":\"media:/films/film " + row + ".mkv\",\"bytes\":1000,\"kind\":\"video\"}");
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
    }
}

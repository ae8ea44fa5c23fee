package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/** How soon a plugin's page answers after its jar came, and stops answering after it went. */
final class DropBenchmark implements Benchmark {

    private static final int RUNS = 20;
    private static final String PAGE = "/module/hello/";
    private static final long BOUND = TimeUnit.SECONDS.toNanos(20);

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        try (DalboxProcess dalbox = bench.start("drop")) {
            dalbox.post("/api/plugins/hello/disable", "");
            Path jar = bench.jar("hello");
            Path target = dalbox.plugins().resolve("hello.jar");
            double[] renamed = new double[RUNS];
            double[] copied = new double[RUNS];
            double[] removed = new double[RUNS * 2];
            measure(dalbox, PAGE, () -> rename(jar, target), 200); // warm-up: the first install loads classes
            measure(dalbox, PAGE, () -> Files.delete(target), 0);
            for (int i = 0; i < RUNS; i++) {
                renamed[i] = measure(dalbox, PAGE, () -> rename(jar, target), 200);
                removed[2 * i] = measure(dalbox, PAGE, () -> Files.delete(target), 0);
                copied[i] = measure(dalbox, PAGE, () -> Files.copy(jar, target), 200);
                removed[2 * i + 1] = measure(dalbox, PAGE, () -> Files.delete(target), 0);
            }
            report.atMost(
                    "jar renamed into the folder until its page answers 200 (median of 20)",
                    new Samples(renamed).median(),
                    100,
                    "ms");
            report.atMost(
                    "jar copied into the folder until its page answers 200 (median of 20)",
                    new Samples(copied).median(),
                    700,
                    "ms");
            report.note("jar copied, slowest of 20", new Samples(copied).max(), "ms");
            report.atMost(
                    "jar removed until its page is gone (median of 40)", new Samples(removed).median(), 300, "ms");
        }
    }

    @FunctionalInterface
    interface Change {
        void make() throws Exception;
    }

    /** Returns milliseconds from the change to the answer of a page; {@code status} 0 means any but 200. */
    static double measure(DalboxProcess dalbox, String page, Change change, int status) throws Exception {
        change.make();
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < BOUND) {
            int now = dalbox.get(page).statusCode();
            if (status == 0 ? now != 200 : now == status) {
                return (System.nanoTime() - begin) / 1e6;
            }
        }
        throw new IllegalStateException("Nothing happened within 20 s of the change: "
                + dalbox.get("/api/plugins").body());
    }

    static void rename(Path jar, Path target) throws Exception {
        Path beside = target.resolveSibling(".incoming.tmp");
        Files.copy(jar, beside, StandardCopyOption.REPLACE_EXISTING);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }
}

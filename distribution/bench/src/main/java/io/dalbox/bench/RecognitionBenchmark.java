package io.dalbox.bench;

import io.dalbox.bench.RecognitionWork.FlatOut;
import io.dalbox.bench.RecognitionWork.Job;
import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import tools.jackson.databind.JsonNode;

/**
 * The recognition plugins together: whether pages stay quick while all of them run flat out, whether memory comes back when their models
 * are unloaded, and whether a hundred swaps of each leave anything native behind. Takes the plugins that are in the tree.
 */
final class RecognitionBenchmark implements Benchmark {

    private static final String STATUS = "/module/heartbeat/status";
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int SWAPS = Integer.getInteger("dalbox.bench.plugin.swaps", 100);
    private static final int WARM = 10;
    private static final int USE_EACH = 10;
    private static final long BOUND = TimeUnit.SECONDS.toNanos(30);
    private static final double MIB = 1 << 20;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        List<Job> jobs = RecognitionWork.jobs(bench);
        if (jobs.isEmpty()) {
            throw new IllegalStateException("There is no recognition plugin in " + bench.tree());
        }
        try (DalboxProcess dalbox = bench.start("recognition")) {
            RecognitionWork.prepare(dalbox);
            flatOut(dalbox, jobs, report);
        }
        try (DalboxProcess dalbox = bench.start("unloading")) {
            RecognitionWork.prepare(dalbox);
            memory(dalbox, jobs, report);
            for (Job job : jobs) {
                swaps(bench, dalbox, job, report);
            }
        }
    }

    private static void flatOut(DalboxProcess dalbox, List<Job> jobs, Report report) throws Exception {
        jobs.forEach(job -> job.run(dalbox));
        Load load = new Load(dalbox, STATUS, CONNECTIONS, PAUSE);
        load.run(ROUND);
        double[] grown = new double[ROUNDS];
        double[] p99 = new double[ROUNDS];
        long done = 0;
        for (int i = 0; i < ROUNDS; i++) {
            double idle = load.run(ROUND).p99();
            try (FlatOut work = new FlatOut(dalbox, jobs)) {
                await(dalbox);
                p99[i] = load.run(ROUND).p99();
                done += work.end();
            }
            grown[i] = p99[i] / idle;
        }
        String plugins = String.join(", ", jobs.stream().map(Job::plugin).toList());
        report.note("tasks done while " + plugins + " ran flat out", done, "");
        report.atMost("… p99 of the status meanwhile, against idle", new Samples(grown).median(), 1.5, "x");
        report.atMost("… p99 of the status meanwhile", new Samples(p99).median(), 10, "ms");
    }

    private static void await(DalboxProcess dalbox) {
        long end = System.nanoTime() + BOUND;
        while (dalbox.json("/api/compute").path("running").intValue() == 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Once through before it is measured: what Java itself loads for the first use (classes, compiled code) is not the models'. */
    private static void memory(DalboxProcess dalbox, List<Job> jobs, Report report) throws Exception {
        jobs.forEach(job -> job.run(dalbox));
        unload(dalbox);
        double before = resting(dalbox);
        jobs.forEach(job -> job.run(dalbox));
        double loaded = dalbox.residentBytes() / MIB;
        unload(dalbox);
        double after = resting(dalbox);
        report.note("memory of the server while the models are loaded", loaded, "MiB");
        report.atMost("… after they are unloaded, above what it was before", after - before, 50, "MiB");
    }

    private static void unload(DalboxProcess dalbox) {
        for (JsonNode session : dalbox.json("/module/models/actions/sessions").path("sessions")) {
            Map<String, String> named = Map.of("name", session.path("name").asString());
            dalbox.post("/module/models/actions/unload", Json.mapper().writeValueAsString(named));
        }
    }

    /** The lowest of some looks, since a collection may be under way. */
    private static double resting(DalboxProcess dalbox) throws IOException {
        double lowest = Double.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            lowest = Math.min(lowest, dalbox.residentBytes() / MIB);
        }
        return lowest;
    }

    /** What is not the heap's, in MiB: that keeps the size which it once had, and is measured by the benchmark of swaps. */
    private static double outside(DalboxProcess dalbox) throws IOException, InterruptedException {
        double heap = Footprint.of(dalbox.pid()).committed() / 1024;
        return resting(dalbox) - heap;
    }

    private static void swaps(Workbench bench, DalboxProcess dalbox, Job job, Report report) throws Exception {
        byte[] original = Files.readAllBytes(bench.jar(job.plugin()));
        List<byte[]> jars = List.of(version(original, "9.0.0"), version(original, "9.0.1"));
        for (int i = 0; i < WARM; i++) {
            swap(dalbox, job, jars.get(i % 2), "9.0." + i % 2, i);
        }
        unload(dalbox);
        double memory = outside(dalbox);
        Natives before = Natives.of(dalbox);
        for (int i = 0; i < SWAPS; i++) {
            swap(dalbox, job, jars.get(i % 2), "9.0." + i % 2, i);
        }
        unload(dalbox);
        double grown = outside(dalbox) - memory;
        Natives after = Natives.of(dalbox);
        String what = SWAPS + " swaps of " + job.plugin() + ": ";
        report.atMost(what + "memory outside of the heap", grown, 50, "MiB");
        report.atMost(what + "threads", after.threads() - before.threads(), 8, "");
        report.atMost(what + "mapped files", after.libraries() - before.libraries(), 2, "");
        report.atMost(what + "open files", after.files() - before.files(), 8, "");
        report.atMost(
                what + "old versions in memory",
                dalbox.json("/api/plugins/" + job.plugin()).path("leaks").intValue(),
                0,
                "");
    }

    private static void swap(DalboxProcess dalbox, Job job, byte[] jar, String version, int number) throws IOException {
        Path target = dalbox.plugins().resolve(job.plugin() + ".jar");
        Path beside = Files.write(target.resolveSibling("." + job.plugin() + ".tmp"), jar);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
        long end = System.nanoTime() + BOUND;
        String now = "";
        while (!now.contains("\"version\":\"" + version + "\"") || !now.contains("\"state\":\"live\"")) {
            if (System.nanoTime() > end) {
                throw new IOException(job.plugin() + " " + version + " did not become live: " + now);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            now = dalbox.get("/api/plugins/" + job.plugin()).body();
        }
        if (number % USE_EACH == 0) {
            job.run(dalbox);
        }
    }

    /** The same plugin under another version. */
    private static byte[] version(byte[] jar, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            Manifest manifest = in.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    out.putNextEntry(new JarEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
        }
        return bytes.toByteArray();
    }
}

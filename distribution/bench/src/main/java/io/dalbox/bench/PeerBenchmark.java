package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import io.dalbox.testing.SmallPlugin;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The same swaps, by a rename and by a slow copy over the file, in Dalbox and in a plain Felix with File Install: what the same
 * connections notice in each. What the other does has no bar.
 */
final class PeerBenchmark implements Benchmark {

    private static final int SWAPS = Integer.getInteger("dalbox.bench.swaps.peer", 100);
    private static final int COPIES = 10;
    private static final int CONNECTIONS = 16;
    private static final int SLICES = 10;
    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long BOUND = TimeUnit.SECONDS.toNanos(30);
    private static final String ACTION = "/module/swapped/actions/tell";

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        try (DalboxProcess dalbox = bench.start("beside-peer")) {
            List<byte[]> jars = List.of(SwapBenchmark.jar("1.0.0"), SwapBenchmark.jar("1.0.1"));
            compare(report, "Dalbox", dalbox.base(), dalbox.plugins(), jars);
        }
        try (PeerServer peer =
                new PeerServer(Files.createDirectories(bench.scratch().resolve("peer")))) {
            compare(report, "File Install", peer.address(), peer.drops(), List.of(jar("1.0.0"), jar("1.0.1")));
        }
    }

    @FunctionalInterface
    private interface Write {
        void to(Path target, byte[] jar) throws IOException;
    }

    private static void compare(Report report, String who, String address, Path drops, List<byte[]> jars)
            throws Exception {
        Path target = drops.resolve("swapped.jar");
        PeerBenchmark.rename(target, jars.get(0));
        awaitVersion(address, "1.0.0");
        measure(report, who + ", " + SWAPS + " renames", SWAPS, PeerBenchmark::rename, address, target, jars);
        measure(report, who + ", " + COPIES + " slow copies", COPIES, PeerBenchmark::copy, address, target, jars);
    }

    private static void measure(
            Report report, String what, int times, Write write, String address, Path target, List<byte[]> jars)
            throws Exception {
        try (SwapTraffic traffic = new SwapTraffic(address, CONNECTIONS)) {
            List<long[]> windows = new ArrayList<>();
            for (int i = 1; i <= times; i++) {
                long begin = System.nanoTime();
                write.to(target, jars.get(i % 2));
                awaitVersion(address, "1.0." + i % 2);
                windows.add(new long[] {begin, System.nanoTime()});
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            tell(report, what, traffic.outcome(windows), windows);
        }
    }

    private static void tell(Report report, String what, SwapTraffic.Outcome outcome, List<long[]> windows) {
        report.note(what + ": requests", outcome.answered(), "");
        report.note(
                "… that failed",
                outcome.failed().values().stream().mapToLong(Long::longValue).sum(),
                "");
        outcome.failed().forEach((status, count) -> report.note("… failed: " + status, count, ""));
        report.note("… p99 of those that were answered meanwhile", outcome.p99(), "ms");
        report.note("… nobody answers, median", outcome.gap().median(), "ms");
        report.note("… nobody answers, longest", outcome.gap().max(), "ms");
        double[] taken = windows.stream().mapToDouble(w -> (w[1] - w[0]) / 1e6).toArray();
        report.note("… until the new version answers, median", new Samples(taken).median(), "ms");
    }

    private static void rename(Path target, byte[] jar) throws IOException {
        Path beside = Files.write(target.resolveSibling(".swapped.tmp"), jar);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Over the file, as a copy through a network does. */
    private static void copy(Path target, byte[] jar) throws IOException {
        Files.write(target, new byte[0]);
        int length = jar.length / SLICES + 1;
        for (int from = 0; from < jar.length; from += length) {
            LockSupport.parkNanos(SLICE);
            try (var out = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
                out.write(jar, from, Math.min(length, jar.length - from));
            }
        }
    }

    private static void awaitVersion(String address, String version) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + ACTION))
                .header("Authorization", "Bearer " + DalboxProcess.TOKEN)
                .build();
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            long end = System.nanoTime() + BOUND;
            while (System.nanoTime() < end) {
                if (answer(client, request).contains(version)) {
                    return;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
            }
        }
        throw new IOException("Version " + version + " did not answer at " + address);
    }

    private static String answer(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return ""; // it is not up yet
        }
    }

    private static byte[] jar(String version) throws Exception {
        return SmallPlugin.of("swapped", version, "io.dalbox.bench.peer").bytes();
    }
}

package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The downloader against curl on the same machine in the same run, and segments against a limited server. */
final class DownloadBenchmark implements Benchmark {

    private static final int RUNS = 5;
    private static final long GIB = 1L << 30;
    private static final double MIB = 1 << 20;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        Path folder = Files.createDirectories(bench.scratch().resolve("server"));
        try (FileServer server = new FileServer(folder)) {
            server.make("big.bin", GIB);
            double idle = compare(bench, server, report);
            heap(bench, server, report, idle);
            segments(bench, server, report);
        }
    }

    private static double compare(Workbench bench, FileServer server, Report report) throws Exception {
        try (DalboxProcess dalbox = bench.start("download")) {
            double[] ratios = new double[RUNS];
            double[] own = new double[RUNS];
            double idle = usedHeap(dalbox);
            Download.seconds(dalbox, server.url("big.bin"), 4); // warm-up for both: page cache and compiler
            curl(bench, server.url("big.bin"));
            for (int i = 0; i < RUNS; i++) {
                double curl = curl(bench, server.url("big.bin"));
                own[i] = Download.seconds(dalbox, server.url("big.bin"), 4);
                ratios[i] = curl / own[i];
            }
            report.atLeast(
                    "1 GiB over loopback, speed against curl (median of 5 pairs)",
                    new Samples(ratios).median(),
                    0.9,
                    "x");
            report.note("1 GiB over loopback", GIB / MIB / new Samples(own).median(), "MiB/s");
            return idle;
        }
    }

    /** Runs with a heap of what the idle server uses plus 64 MiB: it completes, or the bar is missed. */
    private static void heap(Workbench bench, FileServer server, Report report, double idleMiB) throws Exception {
        long limit = (long) Math.ceil(idleMiB) + 64;
        try (DalboxProcess dalbox = bench.start("heap", Map.of("DALBOX_JAVA_OPTS", "-Xmx" + limit + "m"))) {
            double seconds = Download.seconds(dalbox, server.url("big.bin"), 8);
            report.note("1 GiB in 8 segments with the idle heap + 64 MiB, heap limit", limit, "MiB");
            report.note("… took", seconds, "s");
        }
    }

    private static void segments(Workbench bench, FileServer server, Report report) throws Exception {
        server.make("medium.bin", 128L << 20);
        try (DalboxProcess dalbox = bench.start("segments")) {
            double one = Download.seconds(dalbox, server.url("slow/medium.bin"), 1);
            double eight = Download.seconds(dalbox, server.url("slow/medium.bin"), 8);
            report.atLeast("8 segments against 1, server limited to 10 MB/s a connection", one / eight, 6, "x");
        }
    }

    private static double curl(Workbench bench, String url) throws Exception {
        Path file = bench.scratch().resolve("curl.bin");
        long begin = System.nanoTime();
        int code = new ProcessBuilder("curl", "-sS", "-o", file.toString(), url)
                .inheritIO()
                .start()
                .waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        Files.delete(file);
        if (code != 0) {
            throw new IllegalStateException("curl ended with " + code);
        }
        return seconds;
    }

    private static double usedHeap(DalboxProcess dalbox) throws Exception {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        String pid = Long.toString(dalbox.pid());
        output(jcmd, pid, "GC.run");
        String info = output(jcmd, pid, "GC.heap_info");
        double kib = 0;
        var matcher = java.util.regex.Pattern.compile("(?:generation|DefNew|Tenured)[^\\n]*used (\\d+)K")
                .matcher(info);
        while (matcher.find()) {
            kib += Long.parseLong(matcher.group(1));
        }
        if (kib == 0) {
            throw new IllegalStateException("Cannot read the heap from: " + info);
        }
        return kib / 1024;
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }
}

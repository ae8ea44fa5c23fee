package io.dalbox.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks that are named, or all, and prints one table. Exits with 1 when a bar was missed. */
public final class Main {

    private static final Map<String, Benchmark> ALL = new LinkedHashMap<>();

    static {
        ALL.put("start", new StartBenchmark());
        ALL.put("drop", new DropBenchmark());
        ALL.put("plugins", new PluginsBenchmark());
        ALL.put("download", new DownloadBenchmark());
        ALL.put("compute", new ComputeBenchmark());
        ALL.put("events", new EventsBenchmark());
        ALL.put("flows", new FlowBenchmark());
        ALL.put("swaps", new SwapBenchmark());
        ALL.put("ocr", new OcrBenchmark());
        ALL.put("faces", new FacesBenchmark());
        ALL.put("sound", new SoundBenchmark());
        ALL.put("recognition", new RecognitionBenchmark());
    }

    private Main() {}

    /** Runs. */
    public static void main(String[] names) throws Exception {
        List<String> wanted = names.length == 0 ? List.copyOf(ALL.keySet()) : List.of(names);
        if (!ALL.keySet().containsAll(wanted)) {
            System.err.println("There are only the benchmarks " + ALL.keySet());
            System.exit(2);
        }
        Report report = new Report();
        try (Workbench bench = new Workbench()) {
            for (Map.Entry<String, Benchmark> benchmark : ALL.entrySet()) {
                if (wanted.contains(benchmark.getKey())) {
                    System.err.println("Running " + benchmark.getKey() + " …");
                    benchmark.getValue().run(bench, report);
                }
            }
        }
        report.print(System.out);
        System.exit(report.allReached() ? 0 : 1);
    }
}

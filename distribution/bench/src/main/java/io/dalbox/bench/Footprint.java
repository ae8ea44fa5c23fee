package io.dalbox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Java process keeps after a full collection, as the tools of the JDK tell.
 *
 * @param heap kB
 * @param committed kB that the heap has of the system
 * @param metaspace kB
 * @param loaders class loaders
 */
record Footprint(double heap, double committed, double metaspace, long loaders) {

    static Footprint of(long pid) throws IOException, InterruptedException {
        // Class loaders are given up by references that a second collection clears.
        for (int i = 0; i < 3; i++) {
            run("jcmd", Long.toString(pid), "GC.run");
            Thread.sleep(300);
        }
        List<String> names =
                words(run("jstat", "-gc", Long.toString(pid)).lines().toList().get(0));
        List<String> values =
                words(run("jstat", "-gc", Long.toString(pid)).lines().toList().get(1));
        double heap = sum(names, values, List.of("S0U", "S1U", "EU", "OU"));
        double committed = sum(names, values, List.of("S0C", "S1C", "EC", "OC"));
        double metaspace = Double.parseDouble(values.get(names.indexOf("MU")));
        long loaders = run("jcmd", Long.toString(pid), "VM.classloader_stats")
                .lines()
                .filter(line -> line.contains("BundleWiringImpl$BundleClassLoader"))
                .count();
        return new Footprint(heap, committed, metaspace, loaders);
    }

    private static double sum(List<String> names, List<String> values, List<String> parts) {
        return parts.stream()
                .mapToDouble(part -> Double.parseDouble(values.get(names.indexOf(part))))
                .sum();
    }

    private static List<String> words(String line) {
        return List.of(line.strip().split("\\s+"));
    }

    private static String run(String tool, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", tool).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed: " + text);
        }
        return text;
    }
}

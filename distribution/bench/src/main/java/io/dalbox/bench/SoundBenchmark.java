package io.dalbox.bench;

import io.dalbox.testing.DalboxProcess;
import java.nio.file.Path;
import java.util.Map;

/**
 * How much faster than the sound itself it is listened to, on one CPU thread: decoding, loudness, silence, voices and classes, from the call
 * to the completed task. ffmpeg and the models take turns, so both share that one core.
 */
final class SoundBenchmark implements Benchmark {

    private static final int SECONDS = 720;
    private static final int ROUNDS = 3;
    private static final double MIB = 1 << 20;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        // Two processors are one thread of the CPU lane.
        try (DalboxProcess dalbox = bench.start("sound", Map.of("DALBOX_CPU_LIMIT", "2"))) {
            Path media = dalbox.home().resolve("media");
            Media.programme(media.resolve("short.mp3"), 40);
            Media.programme(media.resolve("long.mp3"), SECONDS);
            Tasks.run(dalbox, "sound", "analyze", Map.of("path", "media:/short.mp3"));
            double[] factors = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                factors[i] = Tasks.run(dalbox, "sound", "analyze", Map.of("path", "media:/long.mp3")) / SECONDS;
            }
            report.atMost(
                    "sound of 12 minutes analysed, times its length (median of 3)",
                    new Samples(factors).median(),
                    0.02,
                    "x");
            report.note("… memory of the server after it", dalbox.residentBytes() / MIB, "MiB");
        }
    }
}

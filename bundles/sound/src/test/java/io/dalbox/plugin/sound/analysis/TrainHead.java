package io.dalbox.plugin.sound.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes {@code head.txt}: the weights by which the plugin tells speech, music, noise and silence apart.
 *
 * <p>It is run by hand, with {@code bundles/sound/src/test/head/train}, which fetches the packages that it learns from. The clips of the tests
 * (LibriVox, jfk.wav, the music of asterisk-moh-opsound-wav) are none of them.
 */
final class TrainHead {

    /** Clips, the kind that they are of, and how many seconds of one are taken. */
    record Source(Kind kind, String folder, int seconds, int files) {}

    private static final List<Source> SOURCES = List.of(
            new Source(Kind.SPEECH, "usr/share/asterisk/sounds/fr_CA_f_June", 12, 80),
            new Source(Kind.SPEECH, "usr/share/asterisk/sounds/ru_RU_f_IvrvoiceRU", 12, 80),
            new Source(Kind.SPEECH, "usr/share/pocketsphinx/test/data/cards", 12, 20),
            new Source(Kind.MUSIC, "usr/share/hyperrogue/music", 20, 20),
            new Source(Kind.MUSIC, "usr/share/games/singularity/music", 20, 20),
            new Source(Kind.MUSIC, "usr/share/planetblupi/music", 20, 20),
            new Source(Kind.NOISE, "usr/share/hyperrogue/sounds", 10, 200));

    /** Speech of telephones has no treble, and music has: without dull music the head would learn just that. */
    private enum Variation {
        AS_IT_IS(1, false),
        DULL(0.4, true),
        QUIET(0.1, false),
        DULL_AND_QUIET(0.15, true);

        private final double gain;
        private final boolean dull;

        Variation(double gain, boolean dull) {
            this.gain = gain;
            this.dull = dull;
        }

        float[] of(float[] samples) {
            float[] changed = dull ? MadeUp.dull(samples) : samples.clone();
            for (int i = 0; i < changed.length; i++) {
                changed[i] *= (float) gain;
            }
            return changed;
        }
    }

    private static final int NOISES = 160;
    private static final int SILENCES = 24;
    private static final int ROUNDS = 600;

    private final Sessions sessions = new Sessions();
    private final Random random = new Random(7);
    private final List<float[]> features = new ArrayList<>();
    private final List<Kind> kinds = new ArrayList<>();

    /** Arguments: the folder with the unpacked packages, the file to write. */
    public static void main(String[] arguments) throws Exception {
        TrainHead training = new TrainHead();
        for (Source source : SOURCES) {
            training.learn(Path.of(arguments[0]).resolve(source.folder()), source);
        }
        training.learnMadeUp();
        Files.writeString(Path.of(arguments[1]), training.weights());
        training.sessions.close();
    }

    private void learn(Path folder, Source source) throws IOException, InterruptedException {
        List<Path> clips;
        try (Stream<Path> files = Files.walk(folder)) {
            clips = new ArrayList<>(files.filter(file -> file.toString().matches(".*\\.(wav|ogg)"))
                    .filter(file -> !file.toString().contains("/silence/"))
                    .filter(file -> !file.toString().matches(".*/(beep|.*tone|.*ring|credits|speak-|heal-|dzia-).*"))
                    .sorted()
                    .toList());
        }
        Collections.shuffle(clips, random);
        int before = features.size();
        List<float[]> decoded = new ArrayList<>();
        for (Path clip : clips.subList(0, Math.min(source.files(), clips.size()))) {
            decoded.add(decode(clip, source.seconds()));
        }
        // One stream, since a short clip would cost a whole block.
        float[] all = joined(decoded);
        for (Variation variation : Variation.values()) {
            add(variation.of(all), source.kind());
        }
        System.out.printf("%s: %d tiles of %s%n", source.kind(), features.size() - before, folder);
    }

    private void learnMadeUp() throws IOException {
        List<float[]> noises = new ArrayList<>();
        for (int i = 0; i < NOISES; i++) {
            noises.add(MadeUp.noise(random, 6 * Grid.RATE));
        }
        add(joined(noises), Kind.NOISE);
        List<float[]> silences = new ArrayList<>();
        for (int i = 0; i < SILENCES; i++) {
            silences.add(MadeUp.white(random, 10 * Grid.RATE, i));
        }
        add(joined(silences), Kind.SILENCE);
    }

    private static float[] joined(List<float[]> clips) {
        float[] all = new float[clips.stream().mapToInt(clip -> clip.length).sum()];
        int at = 0;
        for (float[] clip : clips) {
            System.arraycopy(clip, 0, all, at, clip.length);
            at += clip.length;
        }
        return all;
    }

    private static float[] decode(Path clip, int seconds) throws IOException, InterruptedException {
        Process ffmpeg = new ProcessBuilder(
                        "ffmpeg",
                        "-nostdin",
                        "-v",
                        "error",
                        "-ss",
                        seconds > 30 ? "5" : "0",
                        "-t",
                        "" + seconds,
                        "-i",
                        clip.toString(),
                        "-ar",
                        "16000",
                        "-ac",
                        "1",
                        "-f",
                        "s16le",
                        "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        byte[] bytes;
        try (InputStream output = ffmpeg.getInputStream()) {
            bytes = output.readAllBytes();
        }
        ffmpeg.waitFor();
        float[] samples = new float[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (bytes[2 * i + 1] << 8) | (bytes[2 * i] & 0xff);
        }
        return samples;
    }

    private void add(float[] samples, Kind kind) throws IOException {
        Blocks blocks = new Blocks(block -> {
            try {
                float[] spectrum = sessions.run(Features.SPECTRUM, (s, o) -> Features.spectrum(block, s, o));
                float[][] found = sessions.run(
                        Features.EMBEDDING, (s, o) -> Features.embeddings(spectrum, Math.max(1, block.tiles()), s, o));
                for (int tile = 0; tile < block.length() / Grid.TILE; tile++) {
                    if (kind == Kind.SILENCE || loud(block, tile)) {
                        features.add(found[tile]);
                        kinds.add(kind);
                    }
                }
            } catch (ai.onnxruntime.OrtException e) {
                throw new IOException(e);
            }
        });
        blocks.write(MadeUp.bytes(samples), 0, 2 * samples.length);
        blocks.end();
    }

    private static boolean loud(Block block, int tile) {
        double sum = 0;
        for (int i = 0; i < Grid.TILE; i++) {
            float sample = block.samples()[Grid.HISTORY + tile * Grid.TILE + i];
            sum += sample * sample;
        }
        return Math.sqrt(sum / Grid.TILE) > 60;
    }

    /** Softmax regression on features of one scale; every kind weighs the same, however much there is of it. */
    private String weights() {
        int size = Features.SIZE;
        int count = Kind.values().length;
        double[] mean = new double[size];
        double[] deviation = new double[size];
        features.forEach(f -> {
            for (int i = 0; i < size; i++) mean[i] += f[i] / features.size();
        });
        features.forEach(f -> {
            for (int i = 0; i < size; i++) deviation[i] += (f[i] - mean[i]) * (f[i] - mean[i]) / features.size();
        });
        for (int i = 0; i < size; i++) deviation[i] = Math.sqrt(deviation[i]) + 1e-3;
        double[] share = new double[count];
        kinds.forEach(kind -> share[kind.ordinal()]++);
        double[][] weights = new double[count][size + 1];
        int right = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double[][] slope = new double[count][size + 1];
            right = 0;
            for (int n = 0; n < features.size(); n++) {
                double[] p = softmax(weights, features.get(n), mean, deviation);
                int truth = kinds.get(n).ordinal();
                int best = 0;
                for (int k = 0; k < count; k++) {
                    best = p[k] > p[best] ? k : best;
                    double error = (p[k] - (k == truth ? 1 : 0)) / (count * share[truth]);
                    for (int i = 0; i < size; i++) slope[k][i] += error * (features.get(n)[i] - mean[i]) / deviation[i];
                    slope[k][size] += error;
                }
                right += best == truth ? 1 : 0;
            }
            for (int k = 0; k < count; k++)
                for (int i = 0; i <= size; i++) weights[k][i] -= slope[k][i] + (i < size ? 1e-3 * weights[k][i] : 0);
        }
        System.out.printf("%d tiles, %.1f %% of them right%n", features.size(), 100.0 * right / features.size());
        return text(weights, mean, deviation);
    }

    private static double[] softmax(double[][] weights, float[] f, double[] mean, double[] deviation) {
        double[] p = new double[weights.length];
        double most = -1e9;
        double sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = weights[k][f.length];
            for (int i = 0; i < f.length; i++) p[k] += weights[k][i] * (f[i] - mean[i]) / deviation[i];
            most = Math.max(most, p[k]);
        }
        for (int k = 0; k < p.length; k++) sum += p[k] = Math.exp(p[k] - most);
        for (int k = 0; k < p.length; k++) p[k] /= sum;
        return p;
    }

    /** Folds the scale into the weights. */
    private static String text(double[][] weights, double[] mean, double[] deviation) {
        StringBuilder text = new StringBuilder("""
                # Weights of a softmax over what sound-embedding says of a tile: for each kind 96 numbers and a bias. Made by TrainHead
                # (bundles/sound/src/test), see src/test/head/train for the packages of Debian that it learnt from, and generated noise.
                """);
        for (Kind kind : Kind.values()) {
            double[] row = weights[kind.ordinal()];
            double bias = row[mean.length];
            text.append(kind.name().toLowerCase(Locale.ROOT)).append(':');
            for (int i = 0; i < mean.length; i++) {
                bias -= row[i] * mean[i] / deviation[i];
                text.append(" %.5f".formatted(row[i] / deviation[i]));
            }
            text.append(" %.5f%n".formatted(bias));
        }
        return text.toString();
    }
}

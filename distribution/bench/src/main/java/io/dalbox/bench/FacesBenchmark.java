package io.dalbox.bench;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.Inference;
import io.dalbox.ml.InferenceWork;
import io.dalbox.plugin.faces.album.VectorIndex;
import io.dalbox.plugin.faces.vision.Embedding;
import io.dalbox.plugin.faces.vision.FaceFinder;
import io.dalbox.plugin.faces.vision.Picture;
import io.dalbox.plugin.faces.vision.PictureReader;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** How long finding and describing faces takes on one thread, and finding a face among 100,000. */
final class FacesBenchmark implements Benchmark {

    private static final int ROUNDS = 25;
    private static final int VECTORS = 100_000;
    private static final int DIMENSION = 128;

    @Override
    public void run(Workbench bench, Report report) throws Exception {
        try (Models models = new Models()) {
            FaceFinder finder = new FaceFinder(models);
            time(finder, group(), report);
            time(finder, portrait(), report);
        }
        search(report);
    }

    private static void time(FaceFinder finder, Picture photo, Report report) throws OrtException, IOException {
        int faces = finder.find(photo, Embedding.DLIB, 32).size();
        double[] times = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            finder.find(photo, Embedding.DLIB, 32);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        String figure = "faces found and described, 1920 × 1080, one thread: photo of " + faces;
        if (faces > 1) {
            report.note(figure, median(times), "ms");
        } else {
            report.atMost(figure, median(times), 150, "ms");
        }
    }

    private static void search(Report report) {
        Random random = new Random(1);
        VectorIndex index = new VectorIndex(DIMENSION);
        float[][] vectors = new float[VECTORS][];
        for (int i = 0; i < VECTORS; i++) {
            vectors[i] = vector(random);
            index.add(i, vectors[i]);
        }
        double[] times = new double[20 * ROUNDS];
        for (int i = 0; i < times.length; i++) {
            float[] query = vectors[random.nextInt(VECTORS)];
            long start = System.nanoTime();
            index.nearest(query, 50, -1, id -> vectors[(int) id]);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        report.atMost("the 50 nearest of 100,000 vectors, exact, median", median(times), 10, "ms");
        report.note("memory of the index of 100,000 vectors", index.memory() / 1e6, "MB");
    }

    /** Vectors of faces are not spread evenly: all lie around one direction. */
    private static float[] vector(Random random) {
        float[] vector = new float[DIMENSION];
        double norm = 0;
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (random.nextGaussian() + 2 * (i % 3));
            norm += vector[i] * vector[i];
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] /= (float) Math.sqrt(norm);
        }
        return vector;
    }

    private static double median(double[] times) {
        double[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The group photo of four, cut to the size of a film's picture. */
    private static Picture group() throws IOException {
        Picture whole = read("npm/node_modules/@vladmandic/face-api/demo/sample6.jpg");
        return new Picture(1920, 1080, Arrays.copyOfRange(whole.pixels(), 200 * 1920, 1280 * 1920));
    }

    /** A portrait, enlarged to the width of a film's picture and cut to its height. */
    private static Picture portrait() throws IOException {
        BufferedImage large = new BufferedImage(1920, 1080, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(
                read("debian/python3-skimage/usr/lib/python3/dist-packages/skimage/data/astronaut.png")
                        .image(),
                0,
                0,
                1920,
                1920,
                null);
        graphics.dispose();
        return Picture.of(large);
    }

    private static Picture read(String name) throws IOException {
        Path file = Path.of(System.getenv().getOrDefault("DALBOX_MEDIA", ".cache/media"))
                .resolve(name);
        try (FileChannel channel = FileChannel.open(file)) {
            return PictureReader.read(channel, name);
        }
    }

    /** Sessions of one thread each. */
    private static final class Models implements Inference, AutoCloseable {

        private final Map<String, OrtSession> sessions = new HashMap<>();

        Models() throws OrtException {
            open(FaceFinder.DETECTOR, "blazeface-back-256.onnx");
            open(Embedding.DLIB.model(), "dlib-face-recognition.onnx");
        }

        private void open(String model, String file) throws OrtException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
                sessions.put(
                        model,
                        OrtEnvironment.getEnvironment()
                                .createSession("distribution/models/target/models/" + file, options));
            }
        }

        @Override
        public <T> T run(String model, InferenceWork<T> work) throws OrtException, IOException {
            try (OrtSession.RunOptions options = new OrtSession.RunOptions()) {
                return work.apply(Objects.requireNonNull(sessions.get(model), model), options);
            }
        }

        @Override
        public void warmUp(String model) {}

        @Override
        public void close() throws OrtException {
            for (OrtSession session : sessions.values()) {
                session.close();
            }
        }
    }
}

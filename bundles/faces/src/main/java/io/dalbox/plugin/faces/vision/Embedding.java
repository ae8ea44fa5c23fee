package io.dalbox.plugin.faces.vision;

import java.util.List;

/**
 * How a model that describes faces wants them, and what its answers mean.
 *
 * @param model the name under which it is declared
 * @param side of its square input
 * @param landmarks where right eye, left eye, nose and mouth lie in the input, in pixels
 * @param mean subtracted from red, green, blue (0 to 255)
 * @param scale the rest is divided by it
 * @param threshold vectors whose cosine is at least this are of one person
 */
public record Embedding(
        String model, int side, List<Point> landmarks, List<Double> mean, double scale, double threshold) {

    /** The shipped one: dlib's ResNet, as npm {@code @vladmandic/face-api} has it. */
    public static final Embedding DLIB = new Embedding(
            "face-recognition",
            150,
            List.of(new Point(47.7, 47.1), new Point(100.3, 47.1), new Point(74, 77), new Point(74, 106)),
            List.of(122.782, 117.001, 104.298),
            255,
            0.9);

    /** Models that were trained on the alignment of ArcFace; most of those that people can get are. */
    public static Embedding arcFace(String model, double threshold) {
        return new Embedding(
                model,
                112,
                List.of(
                        new Point(38.29, 51.70),
                        new Point(73.53, 51.50),
                        new Point(56.03, 71.74),
                        new Point(56.14, 92.28)),
                List.of(127.5, 127.5, 127.5),
                127.5,
                threshold);
    }

    /** Copies the lists. */
    public Embedding {
        landmarks = List.copyOf(landmarks);
        mean = List.copyOf(mean);
    }
}

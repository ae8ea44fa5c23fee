package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OrtException;
import io.dalbox.ml.Inference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the faces of a picture and describes them. Runs on a CPU thread; thread-safe. */
public final class FaceFinder {

    /** The model that finds faces. */
    public static final String DETECTOR = "face-detection";

    /** On one picture; more are left out, the least sure first. */
    public static final int MOST = 1000;

    private static final int AT_ONCE = 8;
    private static final double MAYBE = 0.5;
    /** Of what is no face, none reached 0.6 in the second look at the reference photos; of the faces, none was below 0.74. */
    private static final double SURE = 0.66;

    private final Inference inference;
    private final int most;

    /** With what runs the models. */
    public FaceFinder(Inference inference) {
        this(inference, MOST);
    }

    FaceFinder(Inference inference, int most) {
        this.inference = inference;
        this.most = most;
    }

    /**
     * Finds and describes.
     *
     * @param smallest boxes with a shorter side, in pixels, are left out
     * @return the surest first
     * @throws java.util.concurrent.CancellationException if asked to stop
     */
    public List<FoundFace> find(Picture picture, Embedding embedding, int smallest) throws OrtException, IOException {
        Pyramid pyramid = new Pyramid(picture);
        List<Detection> faces = inference.run(DETECTOR, (session, options) -> {
            Detector detector = new Detector(session, options);
            List<Detection> sure = new ArrayList<>();
            for (Detection maybe : detector.detect(pyramid, MAYBE, most)) {
                Optional<Detection> face = detector.again(pyramid, SURE, maybe);
                face.filter(found -> Math.min(found.width(), found.height()) >= smallest
                                && sure.stream().noneMatch(other -> other.inside(found) > 0.7))
                        .ifPresent(sure::add);
                Stop.check();
            }
            return sure;
        });
        if (faces.isEmpty()) {
            return List.of();
        }
        return inference.run(embedding.model(), (session, options) -> {
            Embedder embedder = new Embedder(session, options, embedding);
            List<FoundFace> found = new ArrayList<>();
            // Some at a time: a photo may have a thousand, and all of them aligned would fill the heap.
            for (int i = 0; i < faces.size(); i += AT_ONCE) {
                describe(pyramid, faces.subList(i, Math.min(faces.size(), i + AT_ONCE)), embedder, embedding, found);
            }
            return found;
        });
    }

    private static void describe(
            Pyramid pyramid, List<Detection> faces, Embedder embedder, Embedding embedding, List<FoundFace> found)
            throws OrtException {
        List<int[]> aligned = faces.stream()
                .map(face -> Embedder.align(pyramid, face, embedding))
                .toList();
        List<float[]> vectors = embedder.embed(aligned);
        for (int i = 0; i < faces.size(); i++) {
            double quality = Quality.of(faces.get(i), aligned.get(i), embedding.side());
            found.add(describe(pyramid, faces.get(i), quality, vectors.get(i)));
            Stop.check();
        }
    }

    private static FoundFace describe(Pyramid pyramid, Detection face, double quality, float[] vector) {
        double width = pyramid.full().width();
        double height = pyramid.full().height();
        double left = Math.max(0, face.x());
        double top = Math.max(0, face.y());
        return new FoundFace(
                left / width,
                top / height,
                (Math.min(width, face.x() + face.width()) - left) / width,
                (Math.min(height, face.y() + face.height()) - top) / height,
                face.score(),
                quality,
                (int) Math.min(face.width(), face.height()),
                vector,
                Thumbnail.of(pyramid, face));
    }
}

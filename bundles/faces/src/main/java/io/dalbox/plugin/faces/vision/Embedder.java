package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import java.nio.FloatBuffer;
import java.util.Map;

/** Describes a face by a vector of length 1: the more alike two faces, the larger the product of theirs. */
final class Embedder {

    private final OrtSession session;
    private final RunOptions options;
    private final Embedding embedding;

    Embedder(OrtSession session, RunOptions options, Embedding embedding) {
        this.session = session;
        this.options = options;
        this.embedding = embedding;
    }

    /** Returns the face as the model wants it: upright, eyes and mouth where they belong. */
    static int[] align(Pyramid picture, Detection face, Embedding embedding) {
        Similarity from = Similarity.fit(embedding.landmarks(), face.points().subList(0, 4));
        return picture.sample(from, embedding.side());
    }

    /** Describes the face and its mirror image together, which evens out from where the light comes. */
    float[] embed(int[] aligned) throws OrtException {
        float[] vector = run(aligned);
        float[] mirrored = run(mirror(aligned, embedding.side()));
        for (int i = 0; i < vector.length; i++) {
            vector[i] += mirrored[i];
        }
        return normal(vector);
    }

    private static int[] mirror(int[] pixels, int side) {
        int[] mirrored = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            mirrored[i] = pixels[i / side * side + side - 1 - i % side];
        }
        return mirrored;
    }

    private float[] run(int[] aligned) throws OrtException {
        int side = embedding.side();
        float[] input = new float[3 * aligned.length];
        for (int channel = 0; channel < 3; channel++) {
            float mean = embedding.mean().get(channel).floatValue();
            float scale = (float) (1 / embedding.scale());
            for (int i = 0; i < aligned.length; i++) {
                input[channel * aligned.length + i] = ((aligned[i] >> 16 - 8 * channel & 255) - mean) * scale;
            }
        }
        long[] shape = {1, 3, side, side};
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(name, tensor), options)) {
            return Tensors.floats(result.get(0));
        }
    }

    private static float[] normal(float[] vector) {
        double norm = 0;
        for (float value : vector) {
            norm += value * value;
        }
        float scale = (float) (1 / Math.max(1e-12, Math.sqrt(norm)));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= scale;
        }
        return vector;
    }
}

package io.dalbox.plugin.faces.vision;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.RunOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Describes a face by a vector of length 1: the more alike two faces, the larger the product of theirs. */
final class Embedder {

    /** Pictures that a model is given at once: more are no quicker, and take memory. */
    private static final int MOST = 16;

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

    /**
     * Describes faces, each together with its mirror image, which evens out from where the light comes. Several at once if the model can,
     * since that takes less time than one after the other.
     */
    List<float[]> embed(List<int[]> aligned) throws OrtException {
        List<int[]> inputs = new ArrayList<>();
        for (int[] face : aligned) {
            inputs.add(face);
            inputs.add(mirror(face, embedding.side()));
        }
        int most = any(session) ? MOST : 1;
        List<float[]> outputs = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i += most) {
            outputs.addAll(run(inputs.subList(i, Math.min(inputs.size(), i + most))));
            Stop.check();
        }
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i += 2) {
            float[] vector = outputs.get(i);
            float[] mirrored = outputs.get(i + 1);
            for (int j = 0; j < vector.length; j++) {
                vector[j] += mirrored[j];
            }
            vectors.add(normal(vector));
        }
        return vectors;
    }

    /** Whether the model takes any number of pictures at once. */
    private static boolean any(OrtSession session) throws OrtException {
        return session.getInputInfo().values().iterator().next().getInfo() instanceof TensorInfo info
                && info.getShape()[0] < 0;
    }

    private static int[] mirror(int[] pixels, int side) {
        int[] mirrored = new int[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            mirrored[i] = pixels[i / side * side + side - 1 - i % side];
        }
        return mirrored;
    }

    private List<float[]> run(List<int[]> pictures) throws OrtException {
        int side = embedding.side();
        int size = side * side;
        float[] input = new float[3 * size * pictures.size()];
        for (int plane = 0; plane < 3 * pictures.size(); plane++) {
            int[] pixels = pictures.get(plane / 3);
            int channel = plane % 3;
            float mean = embedding.mean().get(channel).floatValue();
            float scale = (float) (1 / embedding.scale());
            for (int i = 0; i < size; i++) {
                input[plane * size + i] = ((pixels[i] >> 16 - 8 * channel & 255) - mean) * scale;
            }
        }
        long[] shape = {pictures.size(), 3, side, side};
        String name = session.getInputNames().iterator().next();
        try (OnnxTensor tensor =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input), shape);
                OrtSession.Result result = session.run(Map.of(name, tensor), options)) {
            float[] all = Tensors.floats(result.get(0));
            int length = all.length / pictures.size();
            List<float[]> vectors = new ArrayList<>();
            for (int i = 0; i < pictures.size(); i++) {
                vectors.add(Arrays.copyOfRange(all, i * length, (i + 1) * length));
            }
            return vectors;
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

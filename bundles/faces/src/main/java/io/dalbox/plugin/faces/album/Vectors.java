package io.dalbox.plugin.faces.album;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How vectors lie in the database: 32-bit floats, little endian. */
final class Vectors {

    private Vectors() {}

    static byte[] bytes(float[] vector) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * vector.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(vector);
        return buffer.array();
    }

    static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / 4];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    /** Returns the vector of length 1 in the middle of others. */
    static float[] middle(Iterable<float[]> vectors, int dimension) {
        double[] sum = new double[dimension];
        for (float[] vector : vectors) {
            for (int i = 0; i < dimension; i++) {
                sum[i] += vector[i];
            }
        }
        double norm = 0;
        for (double value : sum) {
            norm += value * value;
        }
        float[] middle = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            middle[i] = (float) (sum[i] / Math.max(1e-12, Math.sqrt(norm)));
        }
        return middle;
    }
}

package io.dalbox.plugin.ocr.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Pictures as models take them: three planes, blue first, each value scaled. */
final class Tensors {

    private Tensors() {}

    /**
     * Makes a tensor of the shape 1×3×height×width.
     *
     * @param image of type {@link BufferedImage#TYPE_3BYTE_BGR}
     * @param width of the tensor; what the picture is narrower by is filled with 0
     * @param mean of each plane, 0 to 1
     * @param deviation of each plane
     */
    static OnnxTensor of(BufferedImage image, int width, float[] mean, float[] deviation) throws OrtException {
        int height = image.getHeight();
        int plane = width * height;
        FloatBuffer values = ByteBuffer.allocateDirect(3 * plane * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        byte[] pixels = Gray.bytes(image);
        float[] row = new float[image.getWidth()];
        for (int channel = 0; channel < 3; channel++) {
            for (int y = 0; y < height; y++) {
                int at = 3 * y * image.getWidth() + channel;
                for (int x = 0; x < row.length; x++) {
                    row[x] = ((pixels[at + 3 * x] & 255) / 255f - mean[channel]) / deviation[channel];
                }
                values.put(channel * plane + y * width, row);
            }
        }
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values, new long[] {1, 3, height, width});
    }
}

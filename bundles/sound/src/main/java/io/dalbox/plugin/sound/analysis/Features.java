package io.dalbox.plugin.sound.analysis;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Two models, one after the other: the spectrum of a block, and from it 96 numbers for each tile that say what it sounds like. */
final class Features {

    static final String SPECTRUM = "sound-mel";
    static final String EMBEDDING = "sound-embedding";

    /** How many numbers describe a tile. */
    static final int SIZE = 96;

    private static final int BANDS = 32;

    /** What the embedding looks at: 0.76 s, so also at a quarter of a second before the tile. */
    private static final int WINDOW = 76;

    private static final int HOP = 160;

    /** The last column of the spectrum needs this much more sound than a hop. */
    private static final int TAIL = 3 * HOP;

    private static final float SCALE = 10;
    private static final float SHIFT = 2;

    private Features() {}

    /** Returns the spectrum of the block with its history, a row of bands for every 10 ms, as the embedding wants it. */
    static float[] spectrum(Block block, OrtSession session, OrtSession.RunOptions options) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] samples = block.samples();
        try (OnnxTensor sound = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(samples), new long[] {1, samples.length});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), sound), options)) {
            float[] rows = ((OnnxTensor) result.get(0)).getFloatBuffer().array();
            for (int i = 0; i < rows.length; i++) {
                rows[i] = rows[i] / SCALE + SHIFT;
            }
            return rows;
        }
    }

    /** Returns what the first {@code tiles} tiles sound like. */
    static float[][] embeddings(float[] spectrum, int tiles, OrtSession session, OrtSession.RunOptions options)
            throws OrtException {
        FloatBuffer windows = FloatBuffer.allocate(tiles * WINDOW * BANDS);
        for (int tile = 0; tile < tiles; tile++) {
            int end = Grid.HISTORY + (tile + 1) * Grid.TILE;
            int row = (end - TAIL) / HOP - WINDOW;
            windows.put(spectrum, row * BANDS, WINDOW * BANDS);
        }
        windows.flip();
        float[][] found = new float[tiles][SIZE];
        try (OnnxTensor input = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), windows, new long[] {tiles, WINDOW, BANDS, 1});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), input), options)) {
            FloatBuffer output = ((OnnxTensor) result.get(0)).getFloatBuffer();
            for (float[] tile : found) {
                output.get(tile);
            }
        }
        return found;
    }
}

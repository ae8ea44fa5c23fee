package io.dalbox.plugin.sound.analysis;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/**
 * Silero's voice detector over one block.
 *
 * <p>The model takes 32 ms after the other and hands its state on. One after the other it would cost more in calls than in computing, so the
 * block is cut into {@value #LANES} stretches which go side by side; each begins a second early to find its feet.
 */
final class VoiceDetector {

    static final String MODEL = "silero-vad";

    /** More at once are hardly faster: measured 125 µs a frame with one, 58 with eight, 50 with 32. */
    private static final int LANES = 8;

    private static final int FRAMES_OF_LANE = Grid.FRAMES_OF_BLOCK / LANES;
    private static final int INPUT = Grid.CONTEXT + Grid.FRAME;
    private static final int STATE = 128;
    private static final float SCALE = 1f / 32768;

    private VoiceDetector() {}

    /** Returns how likely there is a voice, 0 to 1, for each frame of the block. */
    static float[] probabilities(Block block, OrtSession session, OrtSession.RunOptions options) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] found = new float[Grid.FRAMES_OF_BLOCK];
        FloatBuffer input = direct(LANES * INPUT);
        FloatBuffer output = direct(LANES);
        long[] stateShape = {2, LANES, STATE};
        // The model reads and writes memory that stays: thousands of calls would fill the heap with copies of it.
        try (OnnxTensor rate = OnnxTensor.createTensor(environment, (long) Grid.RATE);
                OnnxTensor sound = OnnxTensor.createTensor(environment, input, new long[] {LANES, INPUT});
                OnnxTensor likely = OnnxTensor.createTensor(environment, output, new long[] {LANES, 1});
                OnnxTensor even = OnnxTensor.createTensor(environment, direct(2 * LANES * STATE), stateShape);
                OnnxTensor odd = OnnxTensor.createTensor(environment, direct(2 * LANES * STATE), stateShape)) {
            for (int frame = -Grid.WARM_UP; frame < FRAMES_OF_LANE; frame++) {
                boolean second = (frame & 1) != 0;
                fill(input, block, frame);
                session.run(
                                Map.of("input", sound, "state", second ? odd : even, "sr", rate),
                                Set.of(),
                                Map.of("output", likely, "stateN", second ? even : odd),
                                options)
                        .close();
                for (int lane = 0; lane < LANES && frame >= 0; lane++) {
                    found[lane * FRAMES_OF_LANE + frame] = output.get(lane);
                }
            }
        }
        return found;
    }

    private static void fill(FloatBuffer input, Block block, int frame) {
        for (int lane = 0; lane < LANES; lane++) {
            int from = Grid.HISTORY + (lane * FRAMES_OF_LANE + frame) * Grid.FRAME - Grid.CONTEXT;
            for (int i = 0; i < INPUT; i++) {
                input.put(lane * INPUT + i, block.samples()[from + i] * SCALE);
            }
        }
    }

    private static FloatBuffer direct(int floats) {
        return ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}

package io.dalbox.plugin.sound.analysis;

import ai.onnxruntime.OrtException;
import io.dalbox.ml.Inference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** What the models hear, block after block, in two bytes or so for each 32 ms. Not thread-safe: one block after the other. */
final class Heard {

    private static final int FULL = 255;

    private final Inference inference;
    private final Head head;
    private final ByteArrayOutputStream voices = new ByteArrayOutputStream();
    private final ByteArrayOutputStream classes = new ByteArrayOutputStream();

    Heard(Inference inference, Head head) {
        this.inference = inference;
        this.head = head;
    }

    /** Listens to a block. Call it on a CPU thread. */
    void add(Block block) throws OrtException, IOException {
        float[] voice = inference.run(
                VoiceDetector.MODEL, (session, options) -> VoiceDetector.probabilities(block, session, options));
        for (int frame = 0; frame < block.frames(); frame++) {
            voices.write(Math.round(voice[frame] * FULL));
        }
        int tiles = block.tiles();
        if (tiles == 0) {
            return;
        }
        float[] spectrum =
                inference.run(Features.SPECTRUM, (session, options) -> Features.spectrum(block, session, options));
        float[][] features = inference.run(
                Features.EMBEDDING, (session, options) -> Features.embeddings(spectrum, tiles, session, options));
        for (float[] tile : features) {
            for (float share : head.classify(tile)) {
                classes.write(Math.round(share * FULL));
            }
        }
    }

    /** Returns how likely there is a voice in each frame, 0 to 1. */
    float[] voices() {
        return shares(voices);
    }

    /** Returns how likely each kind is, for each tile one after the other, 0 to 1. */
    float[] classes() {
        return shares(classes);
    }

    private static float[] shares(ByteArrayOutputStream bytes) {
        byte[] all = bytes.toByteArray();
        float[] shares = new float[all.length];
        for (int i = 0; i < all.length; i++) {
            shares[i] = (all[i] & 0xff) / (float) FULL;
        }
        return shares;
    }
}

package io.dalbox.plugin.sound.analysis;

import java.io.IOException;
import java.io.OutputStream;

/** Cuts a stream of 16 kHz, mono, 16 bit little-endian into blocks as it comes in. Not thread-safe. */
final class Blocks extends OutputStream {

    /** What is done with a block. */
    @FunctionalInterface
    interface Taker {
        /** Takes one; it is only valid during the call. */
        void take(Block block) throws IOException;
    }

    private final Taker taker;
    private final float[] samples = new float[Grid.HISTORY + Grid.BLOCK];
    private int length;
    private int low = -1;
    private long total;

    Blocks(Taker taker) {
        this.taker = taker;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        for (int i = offset; i < offset + count; i++) {
            // A pipe may cut a sample in two.
            if (low < 0) {
                low = bytes[i] & 0xff;
            } else {
                add((bytes[i] << 8) | low);
                low = -1;
            }
        }
    }

    private void add(int sample) throws IOException {
        samples[Grid.HISTORY + length++] = sample;
        total++;
        if (length == Grid.BLOCK) {
            taker.take(new Block(samples, length));
            System.arraycopy(samples, Grid.BLOCK, samples, 0, Grid.HISTORY);
            length = 0;
        }
    }

    /** Hands over what is left. */
    void end() throws IOException {
        if (length > 0) {
            java.util.Arrays.fill(samples, Grid.HISTORY + length, samples.length, 0);
            taker.take(new Block(samples, length));
            length = 0;
        }
    }

    /** Returns how many seconds came in. */
    double seconds() {
        return (double) total / Grid.RATE;
    }
}

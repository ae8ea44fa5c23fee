package io.dalbox.plugin.sound.analysis;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The outline of a stream: the lowest and the highest sample of each tenth of a second, a byte each. Not thread-safe. */
public final class Waveform {

    private static final int STEP = Grid.RATE / 10;
    private static final int TO_BYTE = 256;
    private static final float FULL = 128f;

    private final ByteArrayOutputStream pairs = new ByteArrayOutputStream();
    private float lowest;
    private float highest;
    private int seen;

    void add(Block block) {
        for (int i = 0; i < block.length(); i++) {
            float sample = block.samples()[Grid.HISTORY + i];
            lowest = Math.min(lowest, sample);
            highest = Math.max(highest, sample);
            if (++seen == STEP) {
                flush();
            }
        }
    }

    private void flush() {
        pairs.write((int) Math.floor(lowest / TO_BYTE));
        pairs.write((int) Math.min(127, Math.ceil(highest / TO_BYTE)));
        lowest = 0;
        highest = 0;
        seen = 0;
    }

    byte[] bytes() {
        if (seen > 0) {
            flush();
        }
        return pairs.toByteArray();
    }

    /**
     * Makes an outline of fewer points.
     *
     * @param bytes pairs of lowest and highest
     * @param most how many points there may be
     * @return for each its lowest and its highest, -1 to 1
     */
    public static List<List<Float>> points(byte[] bytes, int most) {
        int pairs = bytes.length / 2;
        int count = Math.min(pairs, most);
        List<List<Float>> points = new ArrayList<>(count);
        for (int point = 0; point < count; point++) {
            int from = (int) ((long) pairs * point / count);
            int to = (int) ((long) pairs * (point + 1) / count);
            int low = 0;
            int high = 0;
            for (int pair = from; pair < to; pair++) {
                low = Math.min(low, bytes[2 * pair]);
                high = Math.max(high, bytes[2 * pair + 1]);
            }
            points.add(List.of(low / FULL, high / FULL));
        }
        return points;
    }
}

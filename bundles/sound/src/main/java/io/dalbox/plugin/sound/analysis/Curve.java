package io.dalbox.plugin.sound.analysis;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The loudest momentary loudness of each second, a byte each: -LUFS. Not thread-safe. */
public final class Curve {

    /** What is quieter is not drawn. */
    private static final int FLOOR = 70;

    private final ByteArrayOutputStream seconds = new ByteArrayOutputStream();
    private long second;
    private double loudest = -FLOOR;

    void add(double time, double momentary) {
        // The value of a time is that of the 0.4 s before it.
        while (second < (long) time && second < Long.MAX_VALUE) {
            flush();
        }
        loudest = Math.max(loudest, momentary);
    }

    private void flush() {
        seconds.write((int) Math.round(Math.clamp(-loudest, 0, FLOOR)));
        loudest = -FLOOR;
        second++;
    }

    byte[] bytes() {
        flush();
        return seconds.toByteArray();
    }

    /**
     * A point of the curve.
     *
     * @param time in seconds
     * @param lufs momentary loudness
     */
    public record Point(double time, double lufs) {}

    /** Makes a curve of at most {@code most} points. */
    public static List<Point> points(byte[] bytes, int most) {
        int count = Math.min(bytes.length, most);
        List<Point> points = new ArrayList<>(count);
        for (int point = 0; point < count; point++) {
            int from = (int) ((long) bytes.length * point / count);
            int to = (int) ((long) bytes.length * (point + 1) / count);
            int loudest = FLOOR;
            for (int i = from; i < to; i++) {
                loudest = Math.min(loudest, bytes[i]);
            }
            points.add(new Point(from, -loudest));
        }
        return points;
    }
}

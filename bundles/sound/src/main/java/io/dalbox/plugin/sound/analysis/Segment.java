package io.dalbox.plugin.sound.analysis;

/**
 * A stretch of one kind.
 *
 * @param start in seconds
 * @param end in seconds
 * @param kind what it is
 * @param confidence how sure, 0 to 1
 */
public record Segment(double start, double end, Kind kind, double confidence) {

    /** Returns how long it is, in seconds. */
    public double length() {
        return end - start;
    }
}

package io.dalbox.plugin.sound.analysis;

/**
 * A stretch of time.
 *
 * @param start in seconds
 * @param end in seconds, after the start
 */
public record Span(double start, double end) {

    /** Returns how long it is, in seconds. */
    public double length() {
        return end - start;
    }
}

package io.dalbox.plugin.download;

import org.jspecify.annotations.Nullable;

/** One running download: what its parts share, and how fast it is. Thread-safe. */
final class Job {

    private static final double SMOOTHING_SECONDS = 2;

    private final Origin origin;
    private final Throttle throttle;
    private final Tuning tuning;
    private final long maxSize;
    private long done;
    private long total = -1;
    private long measured;
    private double speed;

    Job(Origin origin, Throttle throttle, Tuning tuning, long maxSize) {
        this.origin = origin;
        this.throttle = throttle;
        this.tuning = tuning;
        this.maxSize = maxSize;
    }

    /** Notes how far it is. */
    synchronized void report(long done, long total) {
        long now = System.nanoTime();
        double seconds = (now - measured) / 1e9;
        if (measured != 0 && seconds > 0 && done >= this.done) {
            double weight = 1 - Math.exp(-seconds / SMOOTHING_SECONDS);
            speed += weight * ((done - this.done) / seconds - speed);
        }
        this.done = done;
        this.total = total;
        this.measured = now;
    }

    synchronized long done() {
        return done;
    }

    /** Returns the size, or {@code null} while unknown. */
    synchronized @Nullable Long total() {
        return total < 0 ? null : total;
    }

    /** Returns bytes a second. */
    synchronized long speed() {
        return Math.round(speed);
    }

    Origin origin() {
        return origin;
    }

    Throttle throttle() {
        return throttle;
    }

    Tuning tuning() {
        return tuning;
    }

    long maxSize() {
        return maxSize;
    }
}

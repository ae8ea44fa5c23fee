package io.dalbox.tasks.internal;

import org.jspecify.annotations.Nullable;

/**
 * Works out speed from samples: an average in which what is three seconds old weighs a third.
 *
 * <p>The plain formula would start from 0 and creep up; dividing by the weight gathered so far makes the first samples count
 * in full. Sampled by one thread; any may ask for the speed.
 */
final class Meter {

    private static final double WINDOW_NANOS = 3e9;

    /** Beyond a month a stalled transfer says nothing about its end. */
    private static final long LONGEST_SECONDS = 30L * 24 * 3600;

    private long lastDone;
    private long lastNanos;
    private double sum;
    private double weight;
    private volatile @Nullable Long speed;

    /** Begins with what had been done when the run first reported, so that a resumed half does not count as speed. */
    Meter(long done, long nanos) {
        this.lastDone = done;
        this.lastNanos = nanos;
    }

    void sample(long done, long nanos) {
        long passed = nanos - lastNanos;
        if (passed <= 0) {
            return;
        }
        if (done < lastDone) {
            sum = 0;
            weight = 0;
        } else {
            double share = 1 - Math.exp(-passed / WINDOW_NANOS);
            double perSecond = (done - lastDone) * 1e9 / passed;
            sum += share * (perSecond - sum);
            weight += share * (1 - weight);
        }
        speed = weight <= 0 ? null : Long.valueOf(Math.max(0, Math.round(sum / weight)));
        lastDone = done;
        lastNanos = nanos;
    }

    /** Returns units a second, or {@code null} before the first sample. */
    @Nullable
    Long speed() {
        return speed;
    }

    /** Returns the seconds left, or {@code null} when next to nothing moves or the end is unknown. */
    static @Nullable Long eta(@Nullable Long speed, long done, @Nullable Long total) {
        if (speed == null || speed <= 0 || total == null) {
            return null;
        }
        long seconds = Math.ceilDiv(Math.max(0, total - done), speed);
        return seconds > LONGEST_SECONDS ? null : Long.valueOf(seconds);
    }
}

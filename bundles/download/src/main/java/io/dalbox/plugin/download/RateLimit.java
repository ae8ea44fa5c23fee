package io.dalbox.plugin.download;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A token bucket of bytes whose rate can change at any time. Who asks first is served first, so everybody who keeps asking
 * gets the same share. Taking more than there is leaves a debt that the next one waits for. Thread-safe.
 */
final class RateLimit {

    private static final double BURST_SECONDS = 0.1;

    private final ReentrantLock queue = new ReentrantLock(true);
    private final ReentrantLock state = new ReentrantLock();
    private final Condition changed = state.newCondition();
    private volatile long rate;
    private double tokens;
    private long filled = System.nanoTime();

    /** A limit of {@code rate} bytes a second; 0 for none. */
    RateLimit(long rate) {
        this.rate = rate;
    }

    /** Changes the rate, also for those who wait. */
    void rate(long rate) {
        state.lock();
        try {
            fill();
            this.rate = rate;
            changed.signalAll();
        } finally {
            state.unlock();
        }
    }

    boolean unlimited() {
        return rate <= 0;
    }

    /** Returns how much to take at once so that the flow is even: about 20 times a second. */
    int chunk(int largest) {
        long now = rate;
        return now <= 0 ? largest : (int) Math.clamp(now / 20, Math.min(1024, largest), largest);
    }

    /** Waits until {@code bytes} may pass. */
    void take(int bytes) throws InterruptedException {
        if (unlimited()) {
            return;
        }
        queue.lockInterruptibly();
        try {
            waitForTokens(bytes);
        } finally {
            queue.unlock();
        }
    }

    private void waitForTokens(int bytes) throws InterruptedException {
        state.lockInterruptibly();
        try {
            fill();
            while (tokens <= 0 && rate > 0) {
                long missing = (long) Math.ceil((1 - tokens) / rate * TimeUnit.SECONDS.toNanos(1));
                // Spurious wake-ups are harmless: the loop looks again.
                long left = changed.awaitNanos(missing);
                if (left <= 0 || rate > 0) {
                    fill();
                }
            }
            tokens -= bytes;
        } finally {
            state.unlock();
        }
    }

    private void fill() {
        long now = System.nanoTime();
        double gained = (now - filled) / 1e9 * rate;
        filled = now;
        tokens = rate <= 0 ? 0 : Math.min(tokens + gained, rate * BURST_SECONDS);
    }
}

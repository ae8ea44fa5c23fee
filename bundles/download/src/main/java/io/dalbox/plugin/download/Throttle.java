package io.dalbox.plugin.download;

import java.util.concurrent.locks.ReentrantLock;

/**
 * The limits of one download: its own and the one that all share. However many segments it has, it waits for the shared one
 * only once at a time, so downloads get equal shares and not segments. Thread-safe.
 */
final class Throttle {

    private final RateLimit own;
    private final RateLimit shared;
    private final ReentrantLock turn = new ReentrantLock(true);

    Throttle(RateLimit own, RateLimit shared) {
        this.own = own;
        this.shared = shared;
    }

    int chunk(int largest) {
        return Math.min(own.chunk(largest), shared.chunk(largest));
    }

    void take(int bytes) throws InterruptedException {
        if (own.unlimited() && shared.unlimited()) {
            return;
        }
        turn.lockInterruptibly();
        try {
            own.take(bytes);
            shared.take(bytes);
        } finally {
            turn.unlock();
        }
    }
}

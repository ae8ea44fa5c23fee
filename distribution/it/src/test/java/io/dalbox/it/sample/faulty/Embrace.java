package io.dalbox.it.sample.faulty;

import java.util.concurrent.CountDownLatch;

/** Two threads that each hold what the other wants; no interrupt parts them. */
final class Embrace {

    private final Object left = new Object();
    private final Object right = new Object();
    private final CountDownLatch both = new CountDownLatch(2);

    void enter() {
        Thread.ofPlatform().daemon().name("faulty-embrace").start(() -> hold(right, left));
        hold(left, right);
    }

    private void hold(Object first, Object second) {
        synchronized (first) {
            meet();
            synchronized (second) {
                throw new IllegalStateException("Nobody gets here");
            }
        }
    }

    private void meet() {
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

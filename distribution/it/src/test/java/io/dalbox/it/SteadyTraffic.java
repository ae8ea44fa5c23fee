package io.dalbox.it;

import io.dalbox.testing.DalboxProcess;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** People who use a plugin all the time, and notice when it does not answer. */
final class SteadyTraffic implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final DalboxProcess dalbox;
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final AtomicLong answered = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    /** Asks for each address on a connection of its own. */
    SteadyTraffic(DalboxProcess dalbox, String... paths) {
        this.dalbox = dalbox;
        for (String path : paths) {
            threads.add(Thread.ofVirtual().start(() -> ask(path)));
        }
    }

    /** Returns every answer but 200 so far. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    /** Returns how many answers came so far. */
    long answered() {
        return answered.get();
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ask(String path) {
        while (!over) {
            try {
                var answer = dalbox.get(path);
                answered.incrementAndGet();
                if (answer.statusCode() != 200) {
                    failed.add(path + ": " + answer.statusCode() + " " + answer.body());
                }
            } catch (UncheckedIOException e) {
                failed.add(path + ": " + e.getCause());
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}

package io.dalbox.web.internal.stream;

import io.dalbox.web.internal.http.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits for one open stream. Adding never blocks: of changes with one key only the newest waits, and when too much waits it
 * is dropped for a {@code reset}. Thread-safe.
 */
final class Reader {

    private final Caller caller;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Numbered> waiting = new LinkedHashMap<>();
    private boolean overrun;
    private boolean closed;

    Reader(Caller caller, int most) {
        this.caller = caller;
        this.most = most;
    }

    /**
     * What came since the last look.
     *
     * @param reset whether changes were dropped before these
     * @param changes in the order of their numbers
     */
    record Batch(boolean reset, List<Numbered> changes) {}

    Caller caller() {
        return caller;
    }

    void add(Numbered change) {
        if (!change.change().isFor(caller)) {
            return;
        }
        lock.lock();
        try {
            // To the end, not in place: numbers must grow, or a cursor would skip what still waits.
            waiting.remove(change.change().key());
            waiting.put(change.change().key(), change);
            if (waiting.size() > most) {
                waiting.clear();
                overrun = true;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for changes; an empty batch after {@code patience} or once closed. */
    Batch take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (waiting.isEmpty() && !overrun && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            Batch batch = new Batch(overrun, new ArrayList<>(waiting.values()));
            waiting.clear();
            overrun = false;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }
}

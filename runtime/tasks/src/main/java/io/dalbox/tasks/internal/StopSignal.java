package io.dalbox.tasks.internal;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Asks a run to stop: a flag it can look at, and an interrupt of its thread.
 *
 * <p>The interrupt can only hit the runner's own code: the lock makes sure that it comes before {@link #leave}, which also
 * clears what came too late to be noticed, since the thread goes on to other work.
 */
final class StopSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private volatile Want want = Want.RUN;
    private @Nullable Thread thread;

    Want want() {
        return want;
    }

    boolean requested() {
        return want != Want.RUN;
    }

    void ask(Want asked) {
        lock.lock();
        try {
            if (asked.compareTo(want) > 0) {
                want = asked;
            }
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Enters the runner's code on this thread; says whether it may, which it may not once it was asked to stop. */
    boolean enter() {
        lock.lock();
        try {
            if (requested()) {
                return false;
            }
            thread = Thread.currentThread();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        lock.lock();
        try {
            thread = null;
            // Whatever interrupted it was meant for the code that just ended.
            Thread.interrupted();
        } finally {
            lock.unlock();
        }
    }
}

package io.dalbox.plugins.internal.actions;

import io.dalbox.plugins.Plugins;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * Counts who uses a plugin, so that it is not pulled from under them.
 *
 * <p>Closed, open, and closed again: while it is closed for a change, newcomers wait for the next version up to
 * {@link #WAIT}. {@link #drain} waits for those inside; who is still inside after that is interrupted, when it is a call.
 * Thread-safe.
 */
public final class Leases {

    /** A swap takes some milliseconds; who waits longer than this is better off with "try later". */
    static final Duration WAIT = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Hold> holds = new HashSet<>();
    private @Nullable Bundle bundle;
    private boolean changing;

    /** Lets users in. */
    public void open(Bundle live) {
        locked(() -> {
            bundle = live;
            changing = false;
            changed.signalAll();
        });
    }

    /** Keeps users out; {@code soon} says that waiting makes sense. */
    public void close(boolean soon) {
        locked(() -> {
            bundle = null;
            changing = soon;
            changed.signalAll();
        });
    }

    /** Lets a user in, waiting for a change that is under way. */
    public Optional<Plugins.Lease> acquire() {
        return acquire(false);
    }

    Optional<Plugins.Lease> acquire(boolean interruptible) {
        lock.lock();
        try {
            long nanos = WAIT.toNanos();
            while (bundle == null && changing && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            if (bundle == null) {
                return Optional.empty();
            }
            Hold hold = new Hold(bundle, interruptible ? Thread.currentThread() : null);
            holds.add(hold);
            return Optional.of(hold);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until nobody is inside.
     *
     * @return how many still are; calls among them have been interrupted
     */
    public int drain(Duration limit) {
        lock.lock();
        try {
            long nanos = limit.toNanos();
            while (!holds.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            holds.forEach(Hold::interrupt);
            return holds.size();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return holds.size();
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** One user. */
    private final class Hold implements Plugins.Lease {
        private final Bundle held;
        private final @Nullable Thread caller;
        private final AtomicBoolean closed = new AtomicBoolean();
        private boolean interrupted;

        Hold(Bundle held, @Nullable Thread caller) {
            this.held = held;
            this.caller = caller;
        }

        @Override
        public Bundle bundle() {
            return held;
        }

        /** Called under the lock, so never after {@link #close} returned. */
        void interrupt() {
            if (caller != null) {
                interrupted = true;
                caller.interrupt();
            }
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                locked(() -> {
                    holds.remove(this);
                    changed.signalAll();
                    if (interrupted && Thread.currentThread() == caller) {
                        // The interrupt was meant for the plugin's code, not for what the caller does next.
                        Thread.interrupted();
                    }
                });
            }
        }
    }
}

package io.dalbox.tasks.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls back for each action that was woken or whose time has come, one at a time, on one virtual thread, which sleeps when
 * there is nothing to do.
 */
final class Wakeups {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeups.class);

    /** Looks again now and then also when nothing is due: the clock may have been set. */
    private static final long LONGEST_MILLIS = Duration.ofMinutes(5).toMillis();

    private final Look look;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LinkedHashSet<Key> woken = new LinkedHashSet<>();
    private final Set<Key> fresh = new HashSet<>();
    /** By {@link System#nanoTime}, which nobody sets back. */
    private final Map<Key, Long> times = new HashMap<>();

    private @Nullable Thread thread;
    private boolean closed;

    Wakeups(Look look) {
        this.look = look;
    }

    /** Looks at an action. */
    interface Look {
        /**
         * Does it.
         *
         * @param first whether the action's runner is new
         * @return in how many milliseconds to look again, if nobody wakes it before
         */
        OptionalLong at(Key key, boolean first);
    }

    void wake(Key key) {
        add(key, false);
    }

    /** Looks at actions before all others, in this order: something has become free, and the first one that can use it gets it. */
    void wakeFirst(List<Key> keys) {
        lock.lock();
        try {
            if (!closed) {
                keys.reversed().forEach(woken::addFirst);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    void wakeNew(Key key) {
        add(key, true);
    }

    /** Looks at an action in so many milliseconds, unless somebody wakes it before. */
    void wakeIn(Key key, long millis) {
        long time = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.min(millis, LONGEST_MILLIS));
        lock.lock();
        try {
            times.merge(key, time, Math::min);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void add(Key key, boolean isNew) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            woken.add(key);
            if (isNew) {
                fresh.add(key);
            }
            if (thread == null) {
                thread = Thread.ofVirtual().name("task dispatcher").start(this::follow);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void follow() {
        for (Key key = take(); key != null; key = take()) {
            look(key);
        }
    }

    private void look(Key key) {
        try {
            look.at(key, takeFresh(key)).ifPresent(millis -> wakeIn(key, millis));
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // One broken runner, or one that fills the memory, must not keep all others from starting.
            LOG.error("The tasks of {} could not be looked at", key, e);
        }
    }

    private boolean takeFresh(Key key) {
        lock.lock();
        try {
            return fresh.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next action to look at; {@code null} when closed. */
    private @Nullable Key take() {
        lock.lock();
        try {
            while (!closed) {
                long now = System.nanoTime();
                moveDue(now);
                if (!woken.isEmpty()) {
                    return woken.removeFirst();
                }
                await(now);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void await(long now) {
        try {
            if (times.isEmpty()) {
                changed.await();
            } else {
                long next =
                        times.values().stream().mapToLong(Long::longValue).min().orElse(now);
                changed.await(Math.max(1, next - now), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread but a runner by mistake, and tasks must go on.
            LOG.debug("The task dispatcher was interrupted", e);
        }
    }

    private void moveDue(long now) {
        times.entrySet().removeIf(entry -> {
            boolean due = entry.getValue() - now <= 0;
            if (due) {
                woken.add(entry.getKey());
            }
            return due;
        });
    }
}

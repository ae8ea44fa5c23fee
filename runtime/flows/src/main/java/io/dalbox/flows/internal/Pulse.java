package io.dalbox.flows.internal;

import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One virtual thread that looks at the flows after something has changed, so that whoever says so need not wait, and that tells of
 * the deliveries of each flow at most a few times a second.
 */
final class Pulse implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration REST = Duration.ofMillis(250);

    private final Runnable settle;
    private final Consumer<String> tell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private final Set<String> moved = new TreeSet<>();
    private boolean unsettled = true;
    private boolean closed;

    /**
     * Made; nothing is looked at before {@link #start}.
     *
     * @param settle looks at all flows
     * @param tell tells of one flow, whose deliveries have moved
     */
    Pulse(Runnable settle, Consumer<String> tell) {
        this.settle = settle;
        this.tell = tell;
        this.thread = Thread.ofVirtual().name("flows").unstarted(this::beat);
    }

    void start() {
        thread.start();
    }

    /** Says that all flows must be looked at. */
    void unsettled() {
        signal(() -> unsettled = true);
    }

    /** Says that deliveries of a flow have moved. */
    void moved(String flow) {
        signal(() -> moved.add(flow));
    }

    private void signal(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void beat() {
        try {
            while (true) {
                Set<String> flows = new TreeSet<>();
                if (await(flows)) {
                    isolated(settle);
                }
                flows.forEach(flow -> isolated(() -> tell.accept(flow)));
                if (!flows.isEmpty() && rest()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The flows' thread ends", e);
        }
    }

    /** Waits for something to do; returns whether the flows must be looked at. */
    private boolean await(Set<String> flows) throws InterruptedException {
        lock.lock();
        try {
            while (!closed && !unsettled && moved.isEmpty()) {
                changed.await();
            }
            if (closed) {
                throw new InterruptedException("closed");
            }
            flows.addAll(moved);
            moved.clear();
            boolean look = unsettled;
            unsettled = false;
            return look;
        } finally {
            lock.unlock();
        }
    }

    /** Rests, but not from looking; returns whether it was closed meanwhile. */
    private boolean rest() throws InterruptedException {
        lock.lock();
        try {
            long left = REST.toNanos();
            while (!closed && !unsettled && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private static void isolated(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.error("The flows could not be looked at", e);
        }
    }

    /** Ends and waits for what is under way. */
    @Override
    public void close() throws InterruptedException {
        signal(() -> closed = true);
        thread.join();
    }
}

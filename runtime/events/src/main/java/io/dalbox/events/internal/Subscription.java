package io.dalbox.events.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one type to one subscriber: a virtual thread that reads on from the cursor and sleeps when there is
 * nothing to read.
 *
 * <p>An event that commits between the empty read and the sleep is not missed, since {@link #wake} leaves a mark that the
 * sleep finds.
 */
final class Subscription implements Journal.Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final int BATCH = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String subscriber;
    private final String type;
    private final Journal.Delivery delivery;
    private final EventTable table;
    private final EventCursors cursors;
    private final Backoff backoff;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean awake;
    private volatile boolean closed;

    Subscription(
            String subscriber,
            String type,
            Journal.Delivery delivery,
            EventTable table,
            EventCursors cursors,
            Backoff backoff) {
        this.subscriber = subscriber;
        this.type = type;
        this.delivery = delivery;
        this.table = table;
        this.cursors = cursors;
        this.backoff = backoff;
        long from = cursors.open(subscriber, type);
        this.thread = Thread.ofVirtual().name("subscription " + subscriber).unstarted(() -> follow(from));
    }

    void start() {
        thread.start();
    }

    /** Says that the journal has grown. Quick: called while the store announces a commit. */
    void wake(JournalEvent event) {
        if (event.info().type().equals(type)) {
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            awake = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void follow(long from) {
        long cursor = from;
        int failures = 0;
        while (!closed) {
            try {
                List<JournalEvent> events = table.read(cursor, BATCH, type);
                if (events.isEmpty()) {
                    sleep();
                }
                for (JournalEvent event : events) {
                    if (closed) {
                        return;
                    }
                    Cause.during(event.info(), () -> delivery.deliver(event));
                    cursors.advance(subscriber, type, event.sequence());
                    cursor = event.sequence();
                    failures = 0;
                }
            } catch (Exception | LinkageError | OutOfMemoryError e) {
                failures = pause(failures, e);
            }
        }
    }

    private void sleep() throws InterruptedException {
        lock.lock();
        try {
            while (!awake && !closed) {
                changed.await();
            }
            awake = false;
        } finally {
            lock.unlock();
        }
    }

    private int pause(int failures, Throwable failure) {
        int now = failures + 1;
        Duration rest = backoff.after(now);
        if (!closed) {
            LOG.warn(
                    "{} could not handle the next {} (failure {} in a row), trying again in {} s",
                    subscriber,
                    type,
                    now,
                    Math.max(1, rest.toSeconds()),
                    failure);
        }
        rest(rest);
        return now;
    }

    private void rest(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // From close(), which has set the flag that ends the loop, or left behind by the delivery: no reason to
            // stop.
            LOG.debug("The pause of {} was interrupted", subscriber, e);
        } finally {
            lock.unlock();
        }
    }

    /** Lets the delivery under way end; one that does not is interrupted and abandoned, and its event comes again. */
    @Override
    public void close() {
        closed = true;
        signal();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!thread.join(PATIENCE)) {
                LOG.warn("{} still handles a {} after {} s; interrupting it", subscriber, type, PATIENCE.toSeconds());
                thread.interrupt();
                thread.join(TimeUnit.SECONDS.toMillis(1));
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}

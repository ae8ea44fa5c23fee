package io.dalbox.events.internal;

import io.dalbox.data.DatabaseException;
import io.dalbox.events.Deliveries;
import io.dalbox.events.DeliveryRecord.State;
import io.dalbox.events.Journal;
import io.dalbox.events.JournalEvent;
import io.dalbox.events.SubscriptionSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of one type to one subscriber.
 *
 * <p>A virtual thread of its own takes them in order from the {@link Inbox}. With a concurrency of 1 it also makes the attempts,
 * so an event that is tried again holds up those behind it; with more each attempt has a thread, and what is tried again is
 * {@link Parked}. What a person redrives goes between. An event that arrives between a look and the sleep is not missed, since
 * {@link #signal} leaves a mark that the sleep finds.
 */
final class Subscription implements Journal.Registration {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration DATABASE_PAUSE = Duration.ofSeconds(1);

    private final SubscriptionSpec spec;
    private final Hub hub;
    private final Progress progress;
    private final Parked parked;
    private final Inbox inbox;
    private final Courier courier;
    private final long noted;
    private final Semaphore slots;
    private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;
    private boolean awake;
    private volatile boolean closed;

    /** The event in order that is tried again. */
    private @Nullable Pending current;

    Subscription(SubscriptionSpec spec, Journal.Delivery delivery, Hub hub) {
        this.spec = spec;
        this.hub = hub;
        EventCursors.Key key = key();
        long cursor = hub.cursors().open(key);
        this.noted = hub.deliveries().highest(spec.subscriber());
        this.progress = new Progress(cursor);
        this.parked = new Parked(hub.deliveries(), key, spec.retry().longest());
        this.inbox = new Inbox(hub.events(), spec.type(), cursor, this::signal);
        this.courier = new Courier(
                spec, delivery, hub.log(), hub.ledger(), progress, parked, hub.clock(), () -> rest(DATABASE_PAUSE));
        this.slots = new Semaphore(spec.concurrency());
        this.thread =
                Thread.ofVirtual().name("subscription " + spec.subscriber()).unstarted(this::follow);
    }

    EventCursors.Key key() {
        return new EventCursors.Key(spec.subscriber(), spec.type());
    }

    void start() {
        thread.start();
    }

    /** Says that the journal has grown. Quick: called while the store announces a commit. */
    void announced(JournalEvent event) {
        inbox.announced(event);
    }

    /** Says that a person changed what is to be delivered apart from the order. */
    void redriven() {
        parked.look();
        signal();
    }

    /** Tells how it stands; the counts of the database are put in by the caller. */
    Deliveries.Standing standing(long waiting, long dead) {
        return new Deliveries.Standing(
                spec.subscriber(),
                spec.type(),
                true,
                progress.cursor(),
                waiting,
                dead,
                courier.delivered.sum(),
                courier.skipped.sum(),
                courier.failed.sum(),
                courier.held);
    }

    long cursor() {
        return progress.cursor();
    }

    private void follow() {
        while (!closed) {
            try {
                step();
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                LOG.warn("{} cannot go on with {} now; trying again", spec.subscriber(), spec.type(), e);
                rest(DATABASE_PAUSE);
            }
        }
    }

    private void step() {
        Instant now = hub.clock().instant();
        Duration rest = parked.rest(now);
        Pending again = current;
        if (slots.availablePermits() == 0) {
            sleep(Duration.ofDays(1));
        } else if (!rest.isPositive()) {
            parked.take(now, slots.availablePermits()).forEach(this::run);
        } else if (again != null) {
            Duration until = Duration.between(now, again.due());
            if (!until.isPositive() || until.compareTo(spec.retry().longest()) > 0) {
                current = courier.attempt(again);
            } else {
                sleep(until.compareTo(rest) < 0 ? until : rest);
            }
        } else {
            JournalEvent event = spec.concurrency() > 1 && parked.full() ? null : inbox.next();
            if (event == null) {
                sleep(rest);
            } else {
                begin(event);
            }
        }
    }

    private void begin(JournalEvent event) {
        progress.begin(event.sequence());
        if (event.sequence() <= noted) {
            Optional<DeliveryTable.Kept> kept =
                    hub.deliveries().find(spec.subscriber(), event.info().id());
            if (kept.isPresent()) {
                goOn(event, kept.get());
                return;
            }
        }
        run(Pending.fresh(event));
    }

    /** Goes on with an event whose row was written before the last stop but whose cursor was not. */
    private void goOn(JournalEvent event, DeliveryTable.Kept kept) {
        if (kept.record().state() != State.RETRYING || kept.beside()) {
            courier.pass(event.sequence());
        } else if (spec.concurrency() == 1) {
            current = Pending.kept(kept);
        } else {
            run(Pending.kept(kept));
        }
    }

    private void run(Pending pending) {
        if (spec.concurrency() == 1) {
            Pending next = courier.attempt(pending);
            if (!pending.beside()) {
                current = next;
            }
            return;
        }
        slots.acquireUninterruptibly();
        Thread worker = Thread.ofVirtual().name("delivery " + spec.subscriber()).unstarted(() -> work(pending));
        workers.add(worker);
        worker.start();
    }

    private void work(Pending pending) {
        try {
            courier.attempt(pending);
        } finally {
            workers.remove(Thread.currentThread());
            slots.release();
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

    private void sleep(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (!awake && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            awake = false;
        } catch (InterruptedException e) {
            // From close(), which has set the flag that ends the loop, or left behind by the delivery: no reason to
            // stop.
            LOG.debug("The pause of {} was interrupted", spec.subscriber(), e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits whatever happens meanwhile; returns false when the subscription has ended. */
    private boolean rest(Duration duration) {
        lock.lock();
        try {
            long left = duration.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            LOG.debug("The pause of {} was interrupted", spec.subscriber(), e);
        } finally {
            lock.unlock();
        }
        return !closed;
    }

    /** Lets the deliveries under way end; one that does not is interrupted and abandoned, and its event comes again. */
    @Override
    public void close() {
        closed = true;
        signal();
        if (Thread.currentThread() == thread || workers.contains(Thread.currentThread())) {
            return;
        }
        try {
            if (!ended(PATIENCE)) {
                LOG.warn(
                        "{} still handles a {} after {} s; interrupting it",
                        spec.subscriber(),
                        spec.type(),
                        PATIENCE.toSeconds());
                thread.interrupt();
                workers.forEach(Thread::interrupt);
                courier.abandoned = !ended(Duration.ofSeconds(1));
            }
            hub.ledger().flush();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } catch (DatabaseException failed) {
            LOG.warn(
                    "The last deliveries to {} could not be noted; their events come again", spec.subscriber(), failed);
        }
    }

    private boolean ended(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        return thread.join(patience)
                && slots.tryAcquire(spec.concurrency(), Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}

package io.dalbox.events.internal;

import io.dalbox.events.JournalEvent;
import io.dalbox.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Appends the events of all publishers that wait together as one work of the store.
 *
 * <p>A publisher lines up its event and, when nobody leads, becomes the leader: its work takes all that is lined up at the moment
 * the writer gets to it, so the line grows while the batch before is being forced to the disk. The lead is free again before the
 * line is taken: whoever lines up too late for this batch leads the next. The leader wakes the others, so that the writer goes on
 * meanwhile.
 */
final class Appender {

    /** Those of the last batch are on their way back: waiting for them this long saves a commit for a few. */
    private static final long GATHERING = 200_000;

    private final Store store;
    private final EventTable table;
    private final Consumer<JournalEvent> announce;
    private final Queue<Line> line = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean led = new AtomicBoolean();

    /** How many the last batch had. */
    private volatile int last;

    Appender(Store store, EventTable table, Consumer<JournalEvent> announce) {
        this.store = store;
        this.table = table;
        this.announce = announce;
    }

    /** Returns once the event is durable and announced. */
    void publish(Checked event) {
        Line own = new Line(event);
        line.add(own);
        waiting.incrementAndGet();
        if (led.compareAndSet(false, true)) {
            lead();
        }
        own.await();
    }

    private void lead() {
        List<Line> batch = new ArrayList<>();
        @Nullable Throwable failure = null;
        gather();
        try {
            store.write(tx -> {
                take(batch);
                List<JournalEvent> written =
                        table.insert(tx, batch.stream().map(one -> one.event).toList());
                tx.afterCommit(() -> written.forEach(announce));
                return written;
            });
        } catch (RuntimeException | Error failed) {
            failure = failed;
            if (batch.isEmpty()) {
                // The work did not begin: the store is closed.
                take(batch);
            }
        }
        for (Line one : batch) {
            one.end(failure);
        }
    }

    /** Waits a moment for as many as were there last time; one that publishes alone never waits. */
    private void gather() {
        int expected = last * 3 / 4;
        long begin = System.nanoTime();
        while (waiting.get() < expected && System.nanoTime() - begin < GATHERING) {
            Thread.yield();
        }
    }

    private void take(List<Line> batch) {
        led.set(false);
        for (Line one = line.poll(); one != null; one = line.poll()) {
            batch.add(one);
        }
        waiting.addAndGet(-batch.size());
        last = batch.size();
    }

    /** One publisher's place in the line. */
    private static final class Line {

        private final Checked event;
        private final Thread publisher = Thread.currentThread();
        private @Nullable Throwable failure;
        private volatile boolean ended;

        Line(Checked event) {
            this.event = event;
        }

        void end(@Nullable Throwable reason) {
            failure = reason;
            ended = true;
            if (publisher != Thread.currentThread()) {
                LockSupport.unpark(publisher);
            }
        }

        /** Waits also when interrupted: the caller must learn whether it was written. */
        void await() {
            boolean interrupted = false;
            while (!ended) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
            if (interrupted) {
                publisher.interrupt();
            }
            switch (failure) {
                case RuntimeException refused -> throw refused;
                case Error broken -> throw broken;
                case null, default -> {}
            }
        }
    }
}

package io.dalbox.events.internal;

import java.util.TreeSet;

/** Up to which place a subscriber is done, when several of its deliveries are under way. Thread-safe. */
final class Progress {

    private final TreeSet<Long> underWay = new TreeSet<>();
    private long begun;

    Progress(long cursor) {
        this.begun = cursor;
    }

    /** Notes that the delivery of the next event begins. */
    synchronized void begin(long sequence) {
        underWay.add(sequence);
        begun = sequence;
    }

    /** Notes that one is over, and returns the cursor. */
    synchronized long end(long sequence) {
        underWay.remove(sequence);
        return cursor();
    }

    /** Returns the place before which nothing is under way. */
    synchronized long cursor() {
        return underWay.isEmpty() ? begun : underWay.first() - 1;
    }
}

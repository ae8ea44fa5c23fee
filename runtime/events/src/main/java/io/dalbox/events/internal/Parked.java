package io.dalbox.events.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A subscriber's deliveries that are apart from the order: redriven ones, and with a concurrency of more than one those that are
 * tried again. They lie in the database; here is only when to look. Thread-safe.
 */
final class Parked {

    /** A subscriber that has so many does not begin new ones. */
    static final int MOST = 256;

    private static final int LOOK = 32;

    private final DeliveryTable table;
    private final EventCursors.Key key;
    private final Duration longest;
    private final Set<String> underWay = new HashSet<>();
    private Instant next = Instant.EPOCH;
    private int count = MOST;
    private boolean stale = true;

    Parked(DeliveryTable table, EventCursors.Key key, Duration longest) {
        this.table = table;
        this.key = key;
        this.longest = longest;
    }

    /** Says that rows were added or changed from outside. */
    synchronized void look() {
        next = Instant.EPOCH;
        stale = true;
    }

    /** Says that one is to be tried then. */
    synchronized void add(Instant due) {
        count++;
        next = due.isBefore(next) ? due : next;
    }

    /** Says that one under way is over; {@code due} is when it is tried again, or {@code null}. */
    synchronized void end(String event, Instant due, boolean finished) {
        underWay.remove(event);
        if (finished) {
            count--;
        } else {
            next = due.isBefore(next) ? due : next;
        }
    }

    synchronized boolean full() {
        return count >= MOST;
    }

    /** Returns how long there is nothing to do. */
    synchronized Duration rest(Instant now) {
        // No pause is longer, so what lies beyond was written before the clock was put back.
        return next.isAfter(now.plus(longest)) && !next.equals(Instant.MAX) ? Duration.ZERO : until(now);
    }

    private Duration until(Instant now) {
        return next.equals(Instant.MAX) ? Duration.ofDays(1) : Duration.between(now, next);
    }

    /** Returns some that are due, marked as under way. */
    synchronized List<Pending> take(Instant now, int most) {
        if (stale) {
            count = table.waitingCount(key.subscriber(), key.type(), MOST);
            stale = false;
        }
        int limit = Math.min(LOOK, most) + underWay.size() + 1;
        List<DeliveryTable.Kept> rows = table.waiting(key.subscriber(), key.type(), limit);
        List<Pending> due = new ArrayList<>();
        next = Instant.MAX;
        for (DeliveryTable.Kept row : rows) {
            if (underWay.contains(row.record().eventId())) {
                continue;
            }
            Pending pending = Pending.kept(row);
            if (due.size() < most && isDue(pending.due(), now)) {
                underWay.add(pending.event().info().id());
                due.add(pending);
            } else {
                next = pending.due();
                break;
            }
        }
        if (rows.size() == limit && next.equals(Instant.MAX)) {
            next = now;
        }
        return due;
    }

    private boolean isDue(Instant due, Instant now) {
        return !due.isAfter(now) || due.isAfter(now.plus(longest));
    }
}

package io.dalbox.events.internal;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Makes UUIDs of version 7 (RFC 9562, section 5.7): sorted by time, and within a millisecond by a counter. Thread-safe. */
final class EventIds {

    private static final int COUNTER_BITS = 12;

    /** Milliseconds and counter of the last one: growing it by one is the next id, whatever the clock does. */
    private final AtomicLong last = new AtomicLong();

    String next(Instant now) {
        long floor = now.toEpochMilli() << COUNTER_BITS;
        long place = last.updateAndGet(before -> Math.max(before + 1, floor));
        long high = ((place >>> COUNTER_BITS) << 16) | 0x7000L | (place & 0xFFFL);
        long low = (ThreadLocalRandom.current().nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}

package io.dalbox.bench.clock;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** How late the marks came. Thread-safe. */
@Component(service = Readings.class)
public final class Readings {

    private static final int MOST = 1 << 20;

    private final long[] late = new long[MOST];
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong last = new AtomicLong();

    /** Made empty. */
    @Activate
    public Readings() {}

    void add(long sent) {
        long now = System.nanoTime();
        late[count.getAndIncrement() % MOST] = now - sent;
        last.set(now);
    }

    void clear() {
        count.set(0);
    }

    int count() {
        return count.get();
    }

    long last() {
        return last.get();
    }

    /** Returns the latency in milliseconds that a share of the marks did not exceed. */
    double millis(double share) {
        long[] sorted = Arrays.copyOf(late, Math.min(count.get(), MOST));
        Arrays.sort(sorted);
        return sorted.length == 0
                ? 0
                : sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
    }
}

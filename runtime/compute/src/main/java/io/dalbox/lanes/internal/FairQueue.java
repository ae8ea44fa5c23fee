package io.dalbox.lanes.internal;

import io.dalbox.compute.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Work that waits, by owner and priority, and whose turn it is.
 *
 * <p>Of the owners that have work of the highest priority waiting, the one goes first that has used the least time for its weight
 * (start-time fair queueing: each share has a virtual clock that advances by time used over weight). What a piece will use is
 * estimated from the owner's last ones when it is taken, and put right when it ends. An owner that comes back after a pause starts
 * where the others are, so that nobody saves up turns. One turn of {@value #LOW_TURN} goes to the lowest priority that waits, so
 * nothing waits for ever.
 *
 * <p>Pure and not thread-safe: time only comes in through {@link #charge}.
 */
final class FairQueue<T> {

    /** How often the lowest priority comes first. */
    static final int LOW_TURN = 16;

    /** What a piece costs at least, in nanoseconds: many tiny pieces must not be free. */
    static final long LEAST_CHARGE = 1_000;

    /** How many of the last pieces an estimate follows, roughly. */
    private static final int MEMORY = 8;

    private static final List<Priority> HIGHEST_FIRST = List.of(Priority.values());
    private static final List<Priority> LOWEST_FIRST = HIGHEST_FIRST.reversed();

    private final Map<Priority, List<Share<T>>> ready = new EnumMap<>(Priority.class);
    private double floor;
    private long turns;
    private int size;

    FairQueue() {
        for (Priority priority : Priority.values()) {
            ready.put(priority, new ArrayList<>());
        }
    }

    /** What an owner has waiting, and what it has used. */
    static final class Share<T> {
        private final Map<Priority, Deque<T>> waiting = new EnumMap<>(Priority.class);
        private int weight = 1;
        private double clock;
        private long estimate = LEAST_CHARGE;
        private int taken;

        Share() {
            for (Priority priority : Priority.values()) {
                waiting.put(priority, new ArrayDeque<>(4));
            }
        }

        int weight() {
            return weight;
        }

        void weight(int wanted) {
            weight = wanted;
        }

        /** What waits in one priority, first come first. */
        Deque<T> waiting(Priority priority) {
            return Objects.requireNonNull(waiting.get(priority));
        }

        int size() {
            int sum = 0;
            for (Deque<T> line : waiting.values()) {
                sum += line.size();
            }
            return sum;
        }

        private void advance(long nanos) {
            clock += (double) nanos / weight;
        }
    }

    /**
     * What was taken.
     *
     * @param item the piece
     * @param charged what its owner has been charged for it so far, in nanoseconds
     */
    record Taken<T>(T item, long charged) {}

    int size() {
        return size;
    }

    void add(Share<T> share, Priority priority, T item) {
        Deque<T> line = share.waiting(priority);
        if (share.taken == 0 && share.size() == 0) {
            share.clock = Math.max(share.clock, floor);
        }
        line.add(item);
        if (line.size() == 1) {
            line(priority).add(share);
        }
        size++;
    }

    /** Takes a piece out that will not be run; answers whether it was waiting. */
    boolean remove(Share<T> share, Priority priority, T item) {
        Deque<T> line = share.waiting(priority);
        if (!line.remove(item)) {
            return false;
        }
        if (line.isEmpty()) {
            line(priority).remove(share);
        }
        size--;
        return true;
    }

    /** Takes the piece whose turn it is; {@code null} when nothing waits. Each one taken must be {@linkplain #end ended}. */
    @Nullable
    Taken<T> take() {
        if (size == 0) {
            return null;
        }
        turns++;
        Priority priority = turn();
        List<Share<T>> owners = line(priority);
        Share<T> first = first(owners);
        Deque<T> line = first.waiting(priority);
        T item = line.remove();
        size--;
        // Behind the others that have used as much.
        owners.remove(first);
        if (!line.isEmpty()) {
            owners.add(first);
        }
        floor = Math.max(floor, first.clock);
        first.taken++;
        first.advance(first.estimate);
        return new Taken<>(item, first.estimate);
    }

    /** Charges an owner for what a piece has used beyond what was charged; a negative number gives back. */
    void charge(Share<T> share, long nanos) {
        share.advance(nanos);
    }

    /**
     * Says that a piece has ended.
     *
     * @param charged what the owner was charged for it
     * @param used what it used in all, in nanoseconds
     */
    void end(Share<T> share, long charged, long used) {
        long due = Math.max(used, LEAST_CHARGE);
        share.taken--;
        share.advance(due - charged);
        share.estimate += (due - share.estimate) / MEMORY;
    }

    private Priority turn() {
        boolean low = turns % LOW_TURN == 0;
        for (Priority priority : low ? LOWEST_FIRST : HIGHEST_FIRST) {
            if (!line(priority).isEmpty()) {
                return priority;
            }
        }
        throw new IllegalStateException("The queue counts " + size + " pieces but has none");
    }

    private Share<T> first(List<Share<T>> owners) {
        Share<T> first = owners.getFirst();
        for (Share<T> share : owners) {
            if (share.clock < first.clock) {
                first = share;
            }
        }
        return first;
    }

    private List<Share<T>> line(Priority priority) {
        return Objects.requireNonNull(ready.get(priority));
    }
}

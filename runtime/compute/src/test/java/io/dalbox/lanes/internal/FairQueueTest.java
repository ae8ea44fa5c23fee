package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dalbox.compute.Priority;
import io.dalbox.lanes.internal.FairQueue.Share;
import io.dalbox.lanes.internal.FairQueue.Taken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;

/** Time is counted in pieces here: what a piece uses is what the test says. */
class FairQueueTest {

    private record Piece(int owner, Priority priority, int number) {}

    private FairQueue<Piece> queue = new FairQueue<>();
    private final List<Share<Piece>> shares = new ArrayList<>();

    @BeforeTry
    void begin() {
        queue = new FairQueue<>();
        shares.clear();
    }

    /** Backlogs of any sizes and pieces of any lengths: while all have work, each gets its share of the time. */
    @Property(tries = 200)
    void whoeverHasWorkGetsItsShareOfTheTime(
            @ForAll @Size(min = 2, max = 20) List<@IntRange(min = 1, max = 10) Integer> weights, @ForAll long seed) {
        Random random = new Random(seed);
        long[] length = new long[weights.size()];
        for (int i = 0; i < weights.size(); i++) {
            Share<Piece> share = share(weights.get(i));
            length[i] = 100_000 + random.nextInt(10_000_000);
            int backlog = 10 + random.nextInt(200);
            for (int n = 0; n < backlog; n++) {
                queue.add(share, Priority.TASK, new Piece(i, Priority.TASK, n));
            }
        }
        double[] used = new double[weights.size()];
        boolean all = true;
        while (all) {
            Taken<Piece> taken = take();
            int owner = taken.item().owner;
            used[owner] += length[owner];
            queue.end(shares.get(owner), taken.charged(), length[owner]);
            // Everybody comes back for more, so that all always have work.
            queue.add(shares.get(owner), Priority.TASK, taken.item());
            all = sum(used) < 400.0 * max(length) * weights.size();
        }
        double perWeight = sum(used) / weights.stream().mapToInt(i -> i).sum();
        for (int i = 0; i < weights.size(); i++) {
            assertThat(used[i] / (perWeight * weights.get(i)))
                    .as("owner %d of %s, piece of %d", i, weights, length[i])
                    .isCloseTo(1.0, within(0.1));
        }
    }

    /** Adding, taking, removing and ending in any order: nothing is lost, nothing comes twice, own work comes in order. */
    @Property(tries = 500)
    void nothingIsLostDoubledOrReordered(@ForAll @Size(max = 300) List<@IntRange(max = 99) Integer> steps) {
        List<List<Deque<Piece>>> model = new ArrayList<>();
        for (int owner = 0; owner < 4; owner++) {
            share(1 + owner);
            model.add(List.of(new ArrayDeque<>(), new ArrayDeque<>(), new ArrayDeque<>()));
        }
        List<Taken<Piece>> running = new ArrayList<>();
        int number = 0;
        for (int step : steps) {
            int owner = step % 4;
            Priority priority = Priority.values()[step / 4 % 3];
            Deque<Piece> line = model.get(owner).get(priority.ordinal());
            switch (step / 12) {
                case 0, 1, 2, 3 -> {
                    Piece piece = new Piece(owner, priority, number++);
                    line.add(piece);
                    queue.add(shares.get(owner), priority, piece);
                }
                case 4 -> {
                    Piece piece = line.pollLast();
                    assertThat(queue.remove(shares.get(owner), priority, new Piece(owner, priority, -1)))
                            .isFalse();
                    assertThat(piece == null || queue.remove(shares.get(owner), priority, piece))
                            .isTrue();
                }
                case 5 -> {
                    if (!running.isEmpty()) {
                        Taken<Piece> ended = running.removeLast();
                        queue.end(shares.get(ended.item().owner), ended.charged(), step * 10_000L);
                    }
                }
                default -> {
                    Taken<Piece> taken = queue.take();
                    if (taken != null) {
                        Piece piece = taken.item();
                        assertThat(model.get(piece.owner)
                                        .get(piece.priority.ordinal())
                                        .poll())
                                .isEqualTo(piece);
                        running.add(taken);
                    }
                }
            }
            assertThat(queue.size())
                    .isEqualTo(model.stream()
                            .flatMap(List::stream)
                            .mapToInt(Deque::size)
                            .sum());
        }
        while (queue.size() > 0) {
            Piece piece = take().item();
            assertThat(model.get(piece.owner).get(piece.priority.ordinal()).poll())
                    .isEqualTo(piece);
        }
        assertThat(queue.take()).isNull();
    }

    @Test
    void aHigherPriorityGoesFirstAndTheLowestIsNotStarved() {
        Share<Piece> share = share(1);
        for (Priority priority : Priority.values()) {
            for (int n = 0; n < 100; n++) {
                queue.add(share, priority, new Piece(0, priority, n));
            }
        }
        Map<Priority, Integer> first64 = new EnumMap<>(Priority.class);
        for (int n = 0; n < 64; n++) {
            first64.merge(take().item().priority, 1, Integer::sum);
        }
        assertThat(first64).containsExactly(Map.entry(Priority.INTERACTIVE, 60), Map.entry(Priority.BACKGROUND, 4));
    }

    @Test
    void nobodySavesUpTurnsWhileAway() {
        Share<Piece> busy = share(1);
        Share<Piece> away = share(1);
        for (int n = 0; n < 1000; n++) {
            queue.add(busy, Priority.TASK, new Piece(0, Priority.TASK, n));
        }
        for (int n = 0; n < 500; n++) {
            queue.end(busy, take().charged(), 1_000_000);
        }
        for (int n = 0; n < 100; n++) {
            queue.add(away, Priority.TASK, new Piece(1, Priority.TASK, n));
        }
        int turns = 0;
        for (int n = 0; n < 100; n++) {
            Taken<Piece> taken = take();
            turns += taken.item().owner;
            queue.end(shares.get(taken.item().owner), taken.charged(), 1_000_000);
        }
        assertThat(turns).isBetween(45, 56);
    }

    @Test
    void alongPieceCountsWhileItRuns() {
        Share<Piece> heavy = share(1);
        Share<Piece> light = share(1);
        for (int n = 0; n < 50; n++) {
            queue.add(heavy, Priority.TASK, new Piece(0, Priority.TASK, n));
            queue.add(light, Priority.TASK, new Piece(1, Priority.TASK, n));
        }
        Taken<Piece> first = take();
        assertThat(first.item().owner).isZero();
        queue.charge(heavy, 10_000_000);
        int others = 0;
        for (int n = 0; n < 10; n++) {
            Taken<Piece> taken = take();
            others += taken.item().owner;
            queue.end(shares.get(taken.item().owner), taken.charged(), 1_000_000);
        }
        assertThat(others).isGreaterThanOrEqualTo(9);
    }

    private Share<Piece> share(int weight) {
        Share<Piece> share = new Share<>();
        share.weight(weight);
        shares.add(share);
        return share;
    }

    private Taken<Piece> take() {
        return Objects.requireNonNull(queue.take());
    }

    private static double sum(double[] all) {
        double sum = 0;
        for (double one : all) {
            sum += one;
        }
        return sum;
    }

    private static long max(long[] all) {
        long most = 0;
        for (long one : all) {
            most = Math.max(most, one);
        }
        return most;
    }
}

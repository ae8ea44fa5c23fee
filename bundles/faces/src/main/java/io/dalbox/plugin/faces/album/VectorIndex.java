package io.dalbox.plugin.faces.album;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongFunction;

/**
 * Finds the vectors that are most like a given one, exactly, by looking at all of them.
 *
 * <p>Each is kept in a coarse and a fine byte a dimension, with how far those are from the true ones. A look over the coarse bytes, which
 * the compiler turns into vector instructions, bounds every product from both sides; for the few hundred that this leaves open, the fine
 * bytes do; and what still matters is compared with what the database has. Thread-safe.
 */
public final class VectorIndex {

    private static final int BLOCK = 1024;
    private static final int FINE = 254;

    /** What is near. */
    public record Near(long id, double similarity) {}

    private final int dimension;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Block> blocks = new ArrayList<>();
    private final Map<Long, Integer> places = new HashMap<>();
    private int size;

    /** An empty one. */
    public VectorIndex(int dimension) {
        this.dimension = dimension;
    }

    /** A thousand vectors; where the coarse bytes of one dimension lie side by side, one instruction works on many of them. */
    private static final class Block {

        /** Dimension by dimension. */
        final byte[] coarse;
        /** Vector by vector. */
        final byte[] fine;

        final long[] ids = new long[BLOCK];
        final float[] scales = new float[BLOCK];
        final float[] errors = new float[BLOCK];
        final float[] fineErrors = new float[BLOCK];

        Block(int dimension) {
            coarse = new byte[dimension * BLOCK];
            fine = new byte[dimension * BLOCK];
        }

        void copy(int from, Block source, int to, int dimension) {
            ids[to] = source.ids[from];
            scales[to] = source.scales[from];
            errors[to] = source.errors[from];
            fineErrors[to] = source.fineErrors[from];
            System.arraycopy(source.fine, from * dimension, fine, to * dimension, dimension);
            for (int d = 0; d < dimension; d++) {
                coarse[d * BLOCK + to] = source.coarse[d * BLOCK + from];
            }
        }
    }

    /** Returns how many vectors there are. */
    public int size() {
        lock.readLock().lock();
        try {
            return size;
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns about how many bytes it takes. */
    public long memory() {
        return (long) blocks.size() * BLOCK * (2 * dimension + 20L) + 48L * size();
    }

    /** Adds one, or replaces it. */
    public void add(long id, float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "A vector of " + vector.length + " values does not go with those of " + dimension);
        }
        lock.writeLock().lock();
        try {
            Integer known = places.get(id);
            int place = known == null ? size++ : known;
            places.put(id, place);
            if (place / BLOCK == blocks.size()) {
                blocks.add(new Block(dimension));
            }
            put(blocks.get(place / BLOCK), place % BLOCK, id, vector);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static void put(Block block, int at, long id, float[] vector) {
        float largest = 1e-12f;
        for (float value : vector) {
            largest = Math.max(largest, Math.abs(value));
        }
        float scale = largest / 127;
        double error = 0;
        double fineError = 0;
        for (int d = 0; d < vector.length; d++) {
            float scaled = vector[d] / scale;
            int coarse = Math.round(scaled);
            int fine = Math.round((scaled - coarse) * FINE);
            block.coarse[d * BLOCK + at] = (byte) coarse;
            block.fine[at * vector.length + d] = (byte) fine;
            error += Math.pow(scaled - coarse, 2);
            fineError += Math.pow(scaled - coarse - fine / (double) FINE, 2);
        }
        block.ids[at] = id;
        block.scales[at] = scale;
        // By Cauchy and Schwarz a product with a vector of length 1 is off by no more; the rest is for rounding.
        block.errors[at] = (float) Math.sqrt(error) * scale + 1e-5f;
        block.fineErrors[at] = (float) Math.sqrt(fineError) * scale + 1e-5f;
    }

    /** Forgets one: the last takes its place, and nothing of it stays. */
    public void remove(long id) {
        lock.writeLock().lock();
        try {
            Integer place = places.remove(id);
            if (place == null) {
                return;
            }
            int last = --size;
            Block from = blocks.get(last / BLOCK);
            if (place != last) {
                blocks.get(place / BLOCK).copy(last % BLOCK, from, place % BLOCK, dimension);
                places.put(from.ids[last % BLOCK], place);
            }
            from.copy(0, new Block(dimension), last % BLOCK, dimension);
            if (last % BLOCK == 0) {
                blocks.removeLast();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Returns the nearest, the most alike first.
     *
     * @param query of length 1
     * @param count at most so many
     * @param least with at least this product
     * @param exact the true vector of an id; {@code null} when it is not there any more
     */
    public List<Near> nearest(float[] query, int count, double least, LongFunction<float[]> exact) {
        long[] candidates;
        lock.readLock().lock();
        try {
            candidates = candidates(query, count, (float) least);
        } finally {
            lock.readLock().unlock();
        }
        return Arrays.stream(candidates)
                .mapToObj(id -> new Near(id, product(query, exact.apply(id))))
                .filter(near -> near.similarity() >= least)
                .sorted(Comparator.comparingDouble(Near::similarity).reversed().thenComparingLong(Near::id))
                .limit(count)
                .toList();
    }

    private long[] candidates(float[] query, int count, float least) {
        float[] lower = new float[size];
        float[] upper = new float[size];
        for (int b = 0; b < blocks.size(); b++) {
            bounds(blocks.get(b), query, b * BLOCK, Math.min(BLOCK, size - b * BLOCK), lower, upper);
        }
        int[] open = from(upper, Math.max(least, best(lower, count)));
        float[] closerLower = new float[open.length];
        float[] closerUpper = new float[open.length];
        for (int i = 0; i < open.length; i++) {
            Block block = blocks.get(open[i] / BLOCK);
            int at = open[i] % BLOCK;
            float middle = closer(block, at, query);
            closerLower[i] = middle - block.fineErrors[at];
            closerUpper[i] = middle + block.fineErrors[at];
        }
        return Arrays.stream(from(closerUpper, Math.max(least, best(closerLower, count))))
                .mapToLong(i -> blocks.get(open[i] / BLOCK).ids[open[i] % BLOCK])
                .toArray();
    }

    private static int[] from(float[] values, float bar) {
        int[] places = new int[values.length];
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= bar) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private static void bounds(Block block, float[] query, int start, int count, float[] lower, float[] upper) {
        float[] sums = new float[BLOCK];
        for (int d = 0; d < query.length; d++) {
            add(sums, block.coarse, d * BLOCK, query[d]);
        }
        for (int i = 0; i < count; i++) {
            float middle = sums[i] * block.scales[i];
            lower[start + i] = middle - block.errors[i];
            upper[start + i] = middle + block.errors[i];
        }
    }

    /** The loop that the time is spent in, alone in a method so that it is compiled to vector instructions. */
    private static void add(float[] sums, byte[] bytes, int from, float factor) {
        for (int i = 0; i < BLOCK; i++) {
            sums[i] += bytes[from + i] * factor;
        }
    }

    private static float closer(Block block, int at, float[] query) {
        float sum = 0;
        for (int d = 0; d < query.length; d++) {
            sum += query[d] * (block.coarse[d * BLOCK + at] + block.fine[at * query.length + d] * (1f / FINE));
        }
        return sum * block.scales[at];
    }

    /** Returns the {@code count}-th largest. */
    private static float best(float[] values, int count) {
        if (values.length <= count) {
            return Float.NEGATIVE_INFINITY;
        }
        float[] heap = Arrays.copyOf(values, count);
        Arrays.sort(heap);
        for (int i = count; i < values.length; i++) {
            if (values[i] > heap[0]) {
                int at = Arrays.binarySearch(heap, values[i]);
                int to = (at < 0 ? -at - 1 : at) - 1;
                System.arraycopy(heap, 1, heap, 0, to);
                heap[to] = values[i];
            }
        }
        return heap[0];
    }

    /** Returns the product of two vectors; less than any when there is no second. */
    public static double product(float[] a, float @org.jspecify.annotations.Nullable [] b) {
        if (b == null) {
            return -2;
        }
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}

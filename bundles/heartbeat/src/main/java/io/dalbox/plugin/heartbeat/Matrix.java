package io.dalbox.plugin.heartbeat;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The product of two random matrices, done in plain Java on one thread.
 *
 * <p>Worked through in blocks that stay in the processor's own caches: what waits for main memory slows down the other cores too,
 * and this is to be a load on one of them.
 */
final class Matrix {

    private static final int BLOCK = 64;

    private final int size;
    private final double[] left;
    private final double[] right;
    private final double[] product;

    Matrix(int size) {
        this.size = size;
        this.left = new double[size * size];
        this.right = new double[size * size];
        this.product = new double[size * size];
    }

    int size() {
        return size;
    }

    /** Fills both factors with numbers from 0 to below 1; the same seed gives the same ones. */
    void fill(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < left.length; i++) {
            left[i] = random.nextDouble();
            right[i] = random.nextDouble();
        }
    }

    /**
     * Multiplies.
     *
     * @throws InterruptedException if the thread is interrupted; looked at once a block of rows
     */
    void multiply() throws InterruptedException {
        Arrays.fill(product, 0);
        for (int row = 0; row < size; row += BLOCK) {
            if (Thread.interrupted()) {
                throw new InterruptedException("The matrix product was asked to stop");
            }
            for (int inner = 0; inner < size; inner += BLOCK) {
                for (int column = 0; column < size; column += 4 * BLOCK) {
                    block(row, inner, column);
                }
            }
        }
    }

    double mean() {
        return Arrays.stream(product).sum() / product.length;
    }

    double deviation() {
        double mean = mean();
        double squares = 0;
        for (double value : product) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / product.length);
    }

    double left(int row, int column) {
        return left[row * size + column];
    }

    double right(int row, int column) {
        return right[row * size + column];
    }

    double product(int row, int column) {
        return product[row * size + column];
    }

    private void block(int firstRow, int firstInner, int firstColumn) {
        int rows = Math.min(firstRow + BLOCK, size);
        int inners = Math.min(firstInner + BLOCK, size);
        int columns = Math.min(firstColumn + 4 * BLOCK, size);
        for (int row = firstRow; row < rows; row++) {
            for (int inner = firstInner; inner < inners; inner++) {
                add(
                        left[row * size + inner],
                        inner * size + firstColumn,
                        row * size + firstColumn,
                        columns - firstColumn);
            }
        }
    }

    private void add(double factor, int from, int to, int count) {
        for (int i = 0; i < count; i++) {
            product[to + i] += factor * right[from + i];
        }
    }
}

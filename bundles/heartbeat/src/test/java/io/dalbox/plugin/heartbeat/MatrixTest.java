package io.dalbox.plugin.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MatrixTest {

    /** Sizes around those of the blocks, where an index would go wrong first. */
    @Property(tries = 60)
    void theProductIsThatOfTheDefinition(
            @ForAll @IntRange(min = 1, max = 140) int size, @ForAll long seed, @ForAll @IntRange(max = 139) int row)
            throws InterruptedException {
        Matrix matrix = new Matrix(size);
        matrix.fill(seed);
        matrix.multiply();
        int checked = row % size;
        for (int column = 0; column < size; column++) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += matrix.left(checked, i) * matrix.right(i, column);
            }
            assertThat(matrix.product(checked, column)).isCloseTo(sum, within(1e-9 * size));
        }
    }

    @Test
    void beyondOneBlockInEveryDirectionToo() throws InterruptedException {
        Matrix matrix = new Matrix(300);
        matrix.fill(1);
        matrix.multiply();
        double sum = 0;
        for (int i = 0; i < 300; i++) {
            sum += matrix.left(299, i) * matrix.right(i, 299);
        }
        assertThat(matrix.product(299, 299)).isCloseTo(sum, within(1e-9));
        // The mean of a product of two numbers from 0 to 1 is a quarter.
        assertThat(matrix.mean()).isCloseTo(75, within(1.0));
        assertThat(matrix.deviation()).isBetween(2.0, 6.0);
    }

    @Test
    void usedAgainItForgetsWhatWasThere() throws InterruptedException {
        Matrix matrix = new Matrix(70);
        matrix.fill(1);
        matrix.multiply();
        double first = matrix.mean();
        matrix.fill(2);
        matrix.multiply();
        matrix.fill(1);
        matrix.multiply();
        assertThat(matrix.mean()).isEqualTo(first);
    }

    @Test
    void anInterruptEndsIt() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Matrix(10).multiply()).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }
}

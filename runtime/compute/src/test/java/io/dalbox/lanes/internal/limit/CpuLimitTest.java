package io.dalbox.lanes.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuLimitTest {

    @ParameterizedTest
    @CsvSource({"4, 3", "1.5, 1", "3.5, 2", "2, 1", "1, 1", "0.5, 1", "1e-9, 1", "2.999, 1", "1e300, 2147483647"})
    void oneCpuIsLeftToRequests(double cpus, int threads) {
        assertThat(new CpuLimit(cpus, "test", null).threads()).isEqualTo(threads);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aLimitIsANumberAboveZero(double cpus) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CpuLimit(cpus, "the test", null))
                .withMessageContaining("the test");
    }
}

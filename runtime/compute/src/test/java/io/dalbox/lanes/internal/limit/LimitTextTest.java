package io.dalbox.lanes.internal.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitTextTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "'\n', 0",
        "'0\n', 1",
        "'0-3\n', 4",
        "'0-3,8,10-11\n', 7",
        "'3', 1",
        "'0-1,1-2', 3",
        "0-65535, 65536",
    })
    void listsOfCpusAreCounted(String list, int cpus) {
        assertThat(LimitText.cpus(list)).isEqualTo(cpus);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "-",
                "-1",
                "1-",
                "3-1",
                "0,",
                ",0",
                "0-1-2",
                "0 1",
                "65536",
                "0-4294967295",
                "99999999999",
                "0x1"
            })
    void otherListsAreRefused(String list) {
        assertThatIllegalArgumentException().isThrownBy(() -> LimitText.cpus(list));
    }

    @ParameterizedTest
    @CsvSource({
        "150000 100000, 1.5",
        "max 100000, Infinity",
        "'100000 50000\n', 2",
        "9223372036854775807 1, 9.223372036854776e18"
    })
    void quotasOfVersion2AreShares(String text, double cpus) {
        assertThat(LimitText.max(text)).isEqualTo(cpus);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "max",
                "150000",
                "0 100000",
                "-1 100000",
                "150000 0",
                "max 0",
                "1 2 3",
                "9223372036854775808 1",
                "1.5 1",
                "a b"
            })
    void otherQuotasOfVersion2AreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LimitText.max(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-2", "max", "1.5", "99999999999999999999", "1 2"})
    void otherQuotasOfVersion1AreRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LimitText.quota(text));
    }

    @Property
    void aQuotaIsTheShareOfItsPeriod(
            @ForAll @LongRange(min = 1000, max = 1_000_000_000) long quota,
            @ForAll @IntRange(min = 1000, max = 1_000_000) int period) {
        assertThat(LimitText.max(quota + " " + period + "\n")).isEqualTo((double) quota / period);
        assertThat(LimitText.quota(quota + "\n") / LimitText.positive(period + "\n"))
                .isEqualTo((double) quota / period);
    }

    @Property
    void everySetIsCountedAsTheKernelWritesIt(@ForAll List<@IntRange(max = 8191) Integer> cpus) {
        SortedSet<Integer> set = new TreeSet<>(cpus);
        List<String> ranges = new ArrayList<>();
        for (int first : set) {
            if (!set.contains(first - 1)) {
                int last = first;
                while (set.contains(last + 1)) {
                    last++;
                }
                ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
            }
        }
        assertThat(LimitText.cpus(String.join(",", ranges) + "\n")).isEqualTo(set.size());
    }
}

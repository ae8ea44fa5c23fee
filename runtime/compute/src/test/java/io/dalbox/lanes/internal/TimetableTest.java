package io.dalbox.lanes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dalbox.action.Lane;
import io.dalbox.lanes.Schedules.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        "30 4 * * *,   2026-01-01T00:00:00Z, 2026-01-01T03:30:00Z",
        "30 4 * * *,   2026-07-01T00:00:00Z, 2026-07-01T02:30:00Z",
        "0 0 1 * *,    2026-01-15T00:00:00Z, 2026-01-31T23:00:00Z",
        "*/15 * * * *, 2026-01-01T00:15:00Z, 2026-01-01T00:30:00Z",
        "0 9 * * 1-5,  2026-01-02T09:00:00Z, 2026-01-05T08:00:00Z",
    })
    void cronIsReadInTheServersZone(String cron, Instant now, Instant next) {
        assertThat(table("", cron, 0).next(now)).contains(next);
    }

    @Test
    void theHourThatSummerTimeSkipsDoesNotStopIt() {
        Instant before = Instant.parse("2026-03-29T00:00:00Z");
        assertThat(table("", "30 2 * * *", 0).next(before)).isPresent();
    }

    @Test
    void aDateThatNeverComesIsNoNextRound() {
        assertThat(table("", "0 0 30 2 *", 0).next(Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "4, 60", "1000, 60"})
    void retriesDoubleUpToTheNormalPause(int failures, long seconds) {
        Instant now = Instant.EPOCH;
        assertThat(table("1m", "", 0).retry(now, failures)).isEqualTo(now.plusSeconds(seconds));
    }

    @Test
    void aRetryNeverComesAfterTheNextDate() {
        Instant now = Instant.parse("2026-01-01T00:14:55Z");
        assertThat(table("", "*/15 * * * *", 0).retry(now, 5)).isEqualTo(Instant.parse("2026-01-01T00:15:00Z"));
    }

    @Property
    void jitterAddsAtMostATenth(
            @ForAll @IntRange(min = 1, max = 100_000) int seconds,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long now) {
        Instant start = Instant.ofEpochSecond(now);
        Duration pause = Duration.between(
                start, table(seconds + "s", "", random).next(start).orElseThrow());
        assertThat(pause)
                .isBetween(
                        Duration.ofSeconds(seconds),
                        Duration.ofSeconds(seconds).multipliedBy(11).dividedBy(10));
    }

    @Property
    void retriesNeverExceedTheIntervalAndItsJitter(
            @ForAll @IntRange(min = 1, max = 100_000) int seconds,
            @ForAll @IntRange(min = 1, max = 1_000_000) int failures,
            @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
        Duration pause =
                Duration.between(Instant.EPOCH, table(seconds + "s", "", random).retry(Instant.EPOCH, failures));
        assertThat(pause)
                .isPositive()
                .isLessThanOrEqualTo(
                        Duration.ofSeconds(seconds).multipliedBy(11).dividedBy(10));
    }

    private static Timetable table(String every, String cron, double random) {
        return Timetable.of(
                new Timing("work", every, cron, false, Duration.ofSeconds(10), Lane.IO), BERLIN, () -> random);
    }
}

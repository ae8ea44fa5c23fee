package io.dalbox.lanes.internal;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.dalbox.lanes.Intervals;
import io.dalbox.lanes.Schedules.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Says when the next round of a schedule is due. Pure: the same questions have the same answers. */
final class Timetable {

    /** The longest pause after failures of work that has no interval. */
    private static final Duration LONGEST_RETRY = Duration.ofHours(1);

    /** Rounds of many boxes, or of many plugins started together, must not fall on one moment. */
    private static final double JITTER = 0.1;

    private final @Nullable Duration every;
    private final @Nullable ExecutionTime cron;
    private final Duration retry;
    private final ZoneId zone;
    private final DoubleSupplier random;

    private Timetable(
            @Nullable Duration every,
            @Nullable ExecutionTime cron,
            Duration retry,
            ZoneId zone,
            DoubleSupplier random) {
        this.every = every;
        this.cron = cron;
        this.retry = retry;
        this.zone = zone;
        this.random = random;
    }

    /**
     * Reads a timing.
     *
     * @param random numbers from 0 to below 1, for the jitter
     * @throws IllegalArgumentException if it cannot be read; the message says what is wrong
     */
    static Timetable of(Timing timing, ZoneId zone, DoubleSupplier random) {
        boolean interval = !timing.every().isBlank();
        boolean dates = !timing.cron().isBlank();
        if (interval && dates) {
            throw new IllegalArgumentException("\"" + timing.name() + "\" has both every and cron; give one of them");
        }
        if (!interval && !dates && !timing.onStart()) {
            throw new IllegalArgumentException(
                    "\"" + timing.name() + "\" would never run; give every, cron or on_start");
        }
        if (timing.retry().isNegative() || timing.retry().isZero()) {
            throw new IllegalArgumentException("\"" + timing.name() + "\": retry must be longer than nothing");
        }
        return new Timetable(
                interval ? Intervals.parse(timing.every()) : null,
                dates ? cron(timing.cron()) : null,
                timing.retry(),
                zone,
                random);
    }

    /** Returns when to run after a round that ended well at {@code now}, or first of all; empty when never again. */
    Optional<Instant> next(Instant now) {
        if (every != null) {
            return Optional.of(now.plus(jittered(every)));
        }
        return date(now);
    }

    /**
     * Returns when to run again after failures in a row: the retry pause, doubled each time up to the normal pause.
     *
     * @param failures how many, at least 1
     */
    Instant retry(Instant now, int failures) {
        Duration longest = every != null ? every : LONGEST_RETRY;
        Duration pause = retry;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        Instant again = now.plus(jittered(pause.compareTo(longest) < 0 ? pause : longest));
        return date(now).filter(due -> due.isBefore(again)).orElse(again);
    }

    private Optional<Instant> date(Instant now) {
        if (cron == null) {
            return Optional.empty();
        }
        return cron.nextExecution(ZonedDateTime.ofInstant(now, zone)).map(ZonedDateTime::toInstant);
    }

    private Duration jittered(Duration pause) {
        return pause.plusNanos((long) (pause.toNanos() * JITTER * random.getAsDouble()));
    }

    private static ExecutionTime cron(String text) {
        try {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return ExecutionTime.forCron(parser.parse(text).validate());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    "cron \"%s\" is not five fields such as \"30 4 * * 1-5\": %s"
                            .formatted(text, String.valueOf(wrong.getMessage()).toLowerCase(Locale.ROOT)),
                    wrong);
        }
    }
}

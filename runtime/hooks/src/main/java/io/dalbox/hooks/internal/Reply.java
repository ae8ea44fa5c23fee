package io.dalbox.hooks.internal;

import io.dalbox.net.FetchResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a receiver answered.
 *
 * @param status the HTTP status
 * @param rest how long it asks to be left alone; empty when it does not
 * @param text the beginning of the body, fit for a line; only of refusals
 */
record Reply(int status, Optional<Duration> rest, String text) {

    /** The most that is read of an answer. */
    private static final int MOST_BYTES = 4 << 10;

    private static final int MOST_SHOWN = 300;
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /** Longer than that, a receiver cannot make us wait. */
    private static final Duration LONGEST = Duration.ofHours(1);

    static Reply of(FetchResponse response, Instant now) throws IOException {
        int status = response.status();
        String text = status / 100 == 2 ? "" : line(response.body().readNBytes(MOST_BYTES));
        return new Reply(status, response.header("Retry-After").flatMap(value -> pause(value, now)), text);
    }

    boolean taken() {
        return status / 100 == 2;
    }

    /** It wants nothing from us any more. */
    boolean gone() {
        return status == 410;
    }

    boolean later() {
        return LATER.contains(status) || status >= 500;
    }

    String inWords() {
        String said = "The receiver answered " + status + (text.isEmpty() ? "" : ": " + text);
        return status / 100 == 3 ? said + " (redirects are not followed; give the hook the address itself)" : said;
    }

    private static String line(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    /** Reads Retry-After: seconds, or a date (RFC 9110, section 10.2.3). */
    private static Optional<Duration> pause(String value, Instant now) {
        String text = value.strip();
        Duration asked;
        if (text.matches("[0-9]{1,9}")) {
            asked = Duration.ofSeconds(Long.parseLong(text));
        } else {
            try {
                asked = Duration.between(
                        now,
                        ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
                                .toInstant());
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
        return asked.isPositive() ? Optional.of(asked.compareTo(LONGEST) > 0 ? LONGEST : asked) : Optional.empty();
    }
}

package io.dalbox.events;

import java.time.Duration;

/**
 * How often and how long a delivery is tried before it becomes a dead letter. Pauses double from {@code backoff} to
 * {@code longest}, each shortened by up to a quarter by chance.
 *
 * @param attempts how often in all, 1 to 100
 * @param backoff the first pause, at least a millisecond
 * @param longest no pause is longer, at least {@code backoff}
 * @param maxAge a delivery whose first attempt is longer ago is given up, also while it is held
 */
public record RetryPolicy(int attempts, Duration backoff, Duration longest, Duration maxAge) {

    /** For subscribers that do not say: twelve attempts over about half an hour, held deliveries for a day. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(12, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofDays(1));

    private static final int MOST = 100;

    /** Checks the bounds. */
    public RetryPolicy {
        if (attempts < 1 || attempts > MOST) {
            throw new IllegalArgumentException("A delivery is tried 1 to " + MOST + " times, not " + attempts);
        }
        if (backoff.toMillis() < 1 || longest.compareTo(backoff) < 0 || maxAge.isNegative()) {
            throw new IllegalArgumentException("The pauses of a delivery must be at least 1 ms and grow, not " + backoff
                    + " to " + longest + " within " + maxAge);
        }
    }
}

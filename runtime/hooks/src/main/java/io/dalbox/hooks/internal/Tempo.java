package io.dalbox.hooks.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each hook take a number of messages a minute, some of them at once (a token bucket). Thread-safe. */
final class Tempo {

    /** Ten a second are more than services send, and few enough for a small server. */
    static final int PER_MINUTE = 600;

    static final int AT_ONCE = 100;
    private static final Duration ONE = Duration.ofMinutes(1).dividedBy(PER_MINUTE);

    /** When the last of the messages so far would have come at an even pace. */
    private final Map<String, Instant> paces = new ConcurrentHashMap<>();

    /** Returns how long to wait until one more may come; zero when it may now, and then it counts. */
    Duration take(String hook, Instant now) {
        Duration[] wait = {Duration.ZERO};
        paces.compute(hook, (id, before) -> {
            // A clock that was set back must not shut the hook for as long.
            boolean fresh =
                    before == null || before.isBefore(now) || before.isAfter(now.plus(ONE.multipliedBy(AT_ONCE)));
            Instant due = (fresh ? now : before).plus(ONE);
            Duration ahead = Duration.between(now, due).minus(ONE.multipliedBy(AT_ONCE));
            if (ahead.isPositive()) {
                wait[0] = ahead;
                return before;
            }
            return due;
        });
        return wait[0];
    }

    void forget(String hook) {
        paces.remove(hook);
    }
}

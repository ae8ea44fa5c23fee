package io.dalbox.web.internal.auth;

import io.dalbox.web.internal.http.ProblemException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down guessing: after five wrong passwords for a name from an address, each further one doubles a pause, from a second to
 * a quarter of an hour. Remembers the ten thousand pairs used last.
 */
public final class LoginThrottle {

    private static final int FREE = 5;
    private static final int REMEMBERED = 10_000;
    private static final long LONGEST_MILLIS = 15 * 60_000L;

    private final Clock clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A throttle. */
    public LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt as failed until it {@link #succeeded}; so attempts sent at once are counted too.
     *
     * @throws ProblemException 429 while the pair must wait
     */
    public synchronized void attempt(String name, String address) {
        String key = name + "\n" + address;
        long now = clock.millis();
        Failures before = failures.getOrDefault(key, new Failures(0, 0));
        if (now < before.until()) {
            long seconds = (before.until() - now + 999) / 1000;
            throw new ProblemException(
                    429,
                    "Too many wrong passwords. Wait " + seconds + " s and try again.",
                    List.of(),
                    Map.of("Retry-After", Long.toString(seconds)));
        }
        int count = before.count() + 1;
        long pause = count < FREE ? 0 : Math.min(LONGEST_MILLIS, 1000L << Math.min(count - FREE, 20));
        failures.put(key, new Failures(count, now + pause));
    }

    /** Forgets the failures of a pair. */
    public synchronized void succeeded(String name, String address) {
        failures.remove(name + "\n" + address);
    }

    private record Failures(int count, long until) {}
}

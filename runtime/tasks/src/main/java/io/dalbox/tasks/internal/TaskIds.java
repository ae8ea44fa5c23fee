package io.dalbox.tasks.internal;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Makes ids that are short, unique, and sorted by the time of their making: {@code t} and thirteen characters of base 32
 * (Crockford's, lower case), which hold milliseconds and then chance. Thread-safe.
 */
final class TaskIds {

    private static final Pattern ID = Pattern.compile("t[0-9a-hjkmnp-tv-z]{13}");
    private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final int LENGTH = 13;
    private static final int CHANCE_BITS = 20;

    private final AtomicLong last = new AtomicLong();

    String next(long millis) {
        long chance = ThreadLocalRandom.current().nextLong(1L << CHANCE_BITS);
        long wanted = (millis << CHANCE_BITS) | chance;
        long value = last.updateAndGet(before -> Math.max(before + 1, wanted));
        char[] text = new char[LENGTH];
        for (int i = LENGTH - 1; i >= 0; i--) {
            text[i] = DIGITS[(int) (value & 31)];
            value >>>= 5;
        }
        return "t" + new String(text);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }
}

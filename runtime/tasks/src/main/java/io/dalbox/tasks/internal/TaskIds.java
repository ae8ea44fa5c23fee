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
    private static final String DIGIT_TEXT = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final char[] DIGITS = DIGIT_TEXT.toCharArray();
    private static final int LENGTH = 13;
    private static final int CHANCE_BITS = 20;

    private final AtomicLong last;

    /** Goes on behind the last id that was ever made, also when the clock was set back since. */
    TaskIds(String newest) {
        this.last = new AtomicLong(!isId(newest) ? 0 : value(newest));
    }

    /** Returns when an id was made, in milliseconds since 1970; never less than of an id made before. */
    static long millis(String id) {
        return value(id) >>> CHANCE_BITS;
    }

    private static long value(String id) {
        long value = 0;
        for (int i = 1; i <= LENGTH; i++) {
            value = (value << 5) | DIGIT_TEXT.indexOf(id.charAt(i));
        }
        return value;
    }

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

package io.dalbox.web.internal.stream;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader of the stream stands.
 *
 * @param sequence the last event of the journal that it saw; good for ever
 * @param boot the process that counted {@code number}
 * @param number the last other change that it saw; good while that process lives
 */
record Cursor(long sequence, String boot, long number) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-z]{1,13})-(\\d{1,18})");

    static Optional<Cursor> parse(@Nullable String text) {
        Matcher matcher = FORM.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new Cursor(
                        Long.parseLong(matcher.group(1)), matcher.group(2), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return sequence + "-" + boot + "-" + number;
    }
}

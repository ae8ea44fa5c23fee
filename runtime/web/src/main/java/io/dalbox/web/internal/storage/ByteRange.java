package io.dalbox.web.internal.storage;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a file that is asked for (RFC 9110, 14.2). Several parts at once are not answered as such: all of it is, as the RFC
 * allows.
 *
 * @param first the first byte
 * @param length how many; 0 when nothing of the file is in the range
 * @param whole whether no part was asked for
 */
record ByteRange(long first, long length, boolean whole) {

    private static final Pattern FORM = Pattern.compile("\\s*bytes\\s*=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    static ByteRange of(@Nullable String header, long size) {
        ByteRange all = new ByteRange(0, size, true);
        Matcher form = header == null ? null : FORM.matcher(header);
        if (form == null || !form.matches()) {
            return all;
        }
        String from = form.group(1);
        String to = form.group(2);
        if (from.isEmpty()) {
            return to.isEmpty() ? all : last(Long.parseLong(to), size);
        }
        long first = Long.parseLong(from);
        long end = to.isEmpty() ? size : Math.min(Long.parseLong(to) + 1, size);
        if (!to.isEmpty() && Long.parseLong(to) < first) {
            return all;
        }
        return first >= size ? new ByteRange(0, 0, false) : new ByteRange(first, end - first, false);
    }

    private static ByteRange last(long count, long size) {
        long length = Math.min(count, size);
        return new ByteRange(size - length, length, false);
    }

    /** Whether a part was asked for of which the file has nothing. */
    boolean outside() {
        return !whole && length == 0;
    }
}

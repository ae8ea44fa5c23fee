package io.dalbox.web.internal.inbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a person has done with notifications.
 *
 * @param through every event up to this sequence is read
 * @param read names of what is read besides
 * @param dismissed names of what is not to be shown any more
 * @param muted kinds that the person does not want to be told of
 */
record Seen(long through, List<String> read, List<String> dismissed, List<String> muted) {

    /** Older names are forgotten: what they stand for is past the retention, or is told of once more. */
    private static final int REMEMBERED = 400;

    static final Seen NOTHING = new Seen(0, List.of(), List.of(), List.of());

    Seen {
        read = List.copyOf(read);
        dismissed = List.copyOf(dismissed);
        muted = List.copyOf(muted);
    }

    Seen readAll(long last, List<String> names) {
        return new Seen(last, joined(read, names), dismissed, muted);
    }

    Seen reading(List<String> names) {
        return new Seen(through, joined(read, names), dismissed, muted);
    }

    Seen dismissing(List<String> names) {
        return new Seen(through, read, joined(dismissed, names), muted);
    }

    Seen muting(List<String> kinds) {
        return new Seen(through, read, dismissed, kinds);
    }

    private static List<String> joined(List<String> known, List<String> more) {
        Set<String> all = new LinkedHashSet<>(known);
        all.addAll(more);
        List<String> names = List.copyOf(all);
        return names.subList(Math.max(0, names.size() - REMEMBERED), names.size());
    }
}

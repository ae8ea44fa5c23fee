package io.dalbox.web.internal.stream;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest change of each key, for readers that come back. Not thread-safe. */
final class Recent {

    private final int most;
    private final Map<String, Numbered> byKey = new LinkedHashMap<>();
    private long forgotten;

    Recent(int most) {
        this.most = most;
    }

    void add(Numbered change) {
        byKey.remove(change.change().key());
        byKey.put(change.change().key(), change);
        if (byKey.size() > most) {
            Iterator<Numbered> oldest = byKey.values().iterator();
            forgotten = oldest.next().number();
            oldest.remove();
        }
    }

    /** Returns what came after a number, in order; empty when some of it is forgotten. */
    Optional<List<Numbered>> since(long number) {
        return number < forgotten
                ? Optional.empty()
                : Optional.of(byKey.values().stream()
                        .filter(change -> change.number() > number)
                        .toList());
    }
}

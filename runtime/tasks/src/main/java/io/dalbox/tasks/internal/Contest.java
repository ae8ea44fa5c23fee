package io.dalbox.tasks.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The actions with waiting tasks, so that whoever has waited longest is looked at first when something becomes free. Thread-safe. */
final class Contest {

    /** Where the first waiting task of an action stands. */
    private final Map<Key, Long> places = new ConcurrentHashMap<>();

    /** Actions whose tasks wait for something that any job may give back. */
    private final Set<Key> starved = ConcurrentHashMap.newKeySet();

    /** Before a look, so that what is given back during it leads to another look. */
    void expect(Key key) {
        starved.add(key);
    }

    /**
     * After the look.
     *
     * @param first where the first task stands that could not begin; empty when none waits
     * @param others whether it waits for what others may give back
     */
    void seen(Key key, OptionalLong first, boolean others) {
        if (first.isPresent()) {
            places.put(key, first.getAsLong());
        } else {
            places.remove(key);
        }
        if (!others) {
            starved.remove(key);
        }
    }

    void forget(Key key) {
        places.remove(key);
        starved.remove(key);
    }

    /** Returns whom to look at, best first, when a job of an action has given back what it had. */
    List<Key> after(Key own) {
        return Stream.concat(starved.stream(), Stream.of(own))
                .distinct()
                .sorted(Comparator.comparing(key -> places.getOrDefault(key, Long.MAX_VALUE)))
                .toList();
    }
}

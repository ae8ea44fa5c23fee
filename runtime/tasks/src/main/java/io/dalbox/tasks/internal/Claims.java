package io.dalbox.tasks.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What running tasks hold for themselves, and what waits for it.
 *
 * <p>A task that could not run, since another held what it needs, reserves that: nobody who comes later takes it, so a big folder is
 * not overtaken for ever by the many files in it. A reservation stands behind the older ones only, so reservations never wait for
 * each other in a circle. What a task started as its child may use what the task holds, and heeds no reservation: those wait for the
 * task, and the task may wait for its child. Thread-safe.
 */
final class Claims {

    private final Stakes held = new Stakes();
    private final Stakes reserved = new Stakes();
    private final Map<String, Place> places = new HashMap<>();
    private long next;

    private record Place(Key key, long order) {}

    /**
     * Says what keeps a task from running, in words; {@code null} when nothing does.
     *
     * @param family the tasks that it is a descendant of
     * @param inside whether one of those runs
     */
    synchronized @Nullable String obstacle(String task, Set<Claim> claims, Set<String> family, boolean inside) {
        for (Claim claim : claims) {
            Optional<String> used = held.conflict(claim, holder -> !family.contains(holder));
            if (used.isPresent()) {
                return "another task uses " + used.get();
            }
        }
        return inside ? null : older(task, claims);
    }

    private @Nullable String older(String task, Set<Claim> claims) {
        Place own = places.get(task);
        Predicate<String> before = other -> {
            Place place = places.get(other);
            return place != null && (own == null || place.order < own.order);
        };
        for (Claim claim : claims) {
            Optional<String> wanted = reserved.conflict(claim, before);
            if (wanted.isPresent()) {
                return "a task that came earlier waits for " + wanted.get();
            }
        }
        return null;
    }

    synchronized void hold(String task, Set<Claim> claims) {
        cancel(task);
        held.add(task, claims);
    }

    synchronized void release(String task) {
        held.remove(task);
    }

    /** Reserves what a task waits for; the first time decides its place. */
    synchronized void reserve(String task, Key key, Set<Claim> claims) {
        if (places.putIfAbsent(task, new Place(key, next++)) == null) {
            reserved.add(task, claims);
        }
    }

    synchronized boolean isReserved(String task) {
        return places.containsKey(task);
    }

    synchronized boolean hasReserved(Key key) {
        return places.values().stream().anyMatch(place -> place.key.equals(key));
    }

    /** Cancels the reservations of an action's tasks but those; says whether there were any. */
    synchronized boolean keep(Key key, Set<String> tasks) {
        Set<String> gone = new HashSet<>();
        places.forEach((task, place) -> {
            if (place.key.equals(key) && !tasks.contains(task)) {
                gone.add(task);
            }
        });
        gone.forEach(this::cancel);
        return !gone.isEmpty();
    }

    private void cancel(String task) {
        if (places.remove(task) != null) {
            reserved.remove(task);
        }
    }
}

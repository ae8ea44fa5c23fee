package io.dalbox.tasks.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Who claims what, found by a conflicting claim in the time that its depth takes, not by the number of claims. The canonical text
 * of a path sorts everything below it right behind it. Not thread-safe.
 */
final class Stakes {

    /** The character that follows the slash: the end of what begins with a path and a slash. */
    private static final char PAST_SLASH = '/' + 1;

    private final NavigableMap<String, Set<String>> paths = new TreeMap<>();
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Map<String, Set<Claim>> byTask = new HashMap<>();

    void add(String task, Set<Claim> claims) {
        byTask.put(task, claims);
        claims.forEach(claim -> at(claim)
                .computeIfAbsent(claim.text(), text -> new LinkedHashSet<>())
                .add(task));
    }

    void remove(String task) {
        Set<Claim> claims = byTask.remove(task);
        if (claims != null) {
            claims.forEach(claim -> at(claim).computeIfPresent(claim.text(), (text, tasks) -> {
                tasks.remove(task);
                return tasks.isEmpty() ? null : tasks;
            }));
        }
    }

    /** Returns the text of a claim that conflicts and whose task counts. */
    Optional<String> conflict(Claim claim, Predicate<String> counts) {
        for (String text : claim.path() ? withAncestors(claim.text()) : List.of(claim.text())) {
            if (at(claim).getOrDefault(text, Set.of()).stream().anyMatch(counts)) {
                return Optional.of(text);
            }
        }
        return claim.path() ? below(claim.text(), counts) : Optional.empty();
    }

    private Optional<String> below(String path, Predicate<String> counts) {
        String stem = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return paths.subMap(stem + '/', false, stem + PAST_SLASH, false).entrySet().stream()
                .filter(entry -> entry.getValue().stream().anyMatch(counts))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static List<String> withAncestors(String path) {
        List<String> texts = new ArrayList<>();
        texts.add(path);
        int root = path.indexOf('/');
        for (int slash = path.lastIndexOf('/'); slash > root; slash = path.lastIndexOf('/', slash - 1)) {
            texts.add(path.substring(0, slash));
        }
        texts.add(path.substring(0, root + 1));
        return texts;
    }

    private Map<String, Set<String>> at(Claim claim) {
        return claim.path() ? paths : words;
    }
}

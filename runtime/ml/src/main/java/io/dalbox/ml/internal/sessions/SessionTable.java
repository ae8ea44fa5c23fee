package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtException;
import io.dalbox.ml.LoadedModels;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that are there and those that are being made, and what the owner allows them. Guarded by the cache's lock. */
final class SessionTable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionTable.class);

    private final Map<Loaded.Key, Loaded> sessions = new HashMap<>();
    Limits limits;

    SessionTable(Limits limits) {
        this.limits = limits;
    }

    @Nullable
    Loaded get(Loaded.Key key) {
        return sessions.get(key);
    }

    void add(Loaded session) {
        sessions.put(session.key, session);
    }

    void remove(Loaded session) {
        sessions.remove(session.key);
    }

    long used() {
        return sessions.values().stream().mapToLong(s -> s.memory).sum();
    }

    boolean fits(long more) {
        return used() + more <= limits.budget();
    }

    /** Returns the threads that use a session, one as often as it does. */
    Stream<Thread> users() {
        return sessions.values().stream().flatMap(s -> s.users.stream());
    }

    List<Loaded> of(String sha256) {
        return sessions.values().stream()
                .filter(s -> s.key.sha256().equals(sha256))
                .toList();
    }

    /** Closes free sessions, the one unused longest first, until so much more fits; returns whether any was closed. */
    boolean makeRoom(long more) {
        boolean closed = false;
        for (Loaded session : free(s -> true)) {
            if (fits(more)) {
                break;
            }
            close(session);
            closed = true;
        }
        return closed;
    }

    /** Closes the free sessions of a kind; returns whether there were any. */
    boolean close(Predicate<Loaded> which) {
        List<Loaded> free = free(which);
        free.forEach(this::close);
        return !free.isEmpty();
    }

    private List<Loaded> free(Predicate<Loaded> which) {
        return sessions.values().stream()
                .filter(Loaded::idle)
                .filter(which)
                .sorted(Comparator.comparingLong(s -> s.idleSince))
                .toList();
    }

    /** Closes it at once, so that its memory is free before somebody else counts on it. */
    private void close(Loaded free) {
        sessions.remove(free.key);
        try {
            if (free.session != null) {
                free.session.close();
            }
        } catch (OrtException e) {
            LOG.warn("The session of {} was not closed: {}", free.model, e.getMessage());
        }
    }

    /** Returns what people see, the one used last first. */
    List<LoadedModels.Session> shown() {
        return sessions.values().stream()
                .sorted(Comparator.comparingLong((Loaded s) -> -s.idleSince))
                .map(Loaded::shown)
                .toList();
    }
}

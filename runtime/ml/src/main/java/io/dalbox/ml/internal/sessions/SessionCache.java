package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions, within one budget of memory. A session is held by whoever uses it and is not closed before it is free.
 *
 * <p>For room, free sessions are closed, the one unused longest first. Where those do not suffice, work waits in the order in which it
 * came, so that a large model gets its room although small ones come and go. Work that holds a session waits for another only as long
 * as somebody else can give one back; else it is refused, since all would wait for each other. Thread-safe.
 */
final class SessionCache {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCache.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Loaded.Key, Loaded> sessions = new HashMap<>();
    /** Who waits for room, in turn. A thread waits in one place only. */
    private final Deque<Thread> waiting = new ArrayDeque<>();

    private final Engine engine;
    private Limits limits;
    private int making;

    SessionCache(Engine engine, Limits limits) {
        this.engine = engine;
        this.limits = limits;
    }

    /** A session that is held; closing it gives it back. */
    final class Lease implements AutoCloseable {

        private final Loaded held;
        private final OrtSession session;
        private final Thread user;

        private Lease(Loaded held, OrtSession session) {
            this.held = held;
            this.session = session;
            this.user = Thread.currentThread();
        }

        OrtSession session() {
            return session;
        }

        @Override
        public void close() {
            lock.lock();
            try {
                held.release(user);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Takes on what the owner now allows; free sessions that are too many, or on another provider, go. */
    void limit(Limits now) {
        boolean closed;
        lock.lock();
        try {
            limits = now;
            closed = close(s -> s.key.provider() != now.provider());
            closed |= makeRoom(0);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        released(closed);
    }

    /**
     * Holds the session of a model, making it first where needed.
     *
     * @throws ModelException if it needs more than the budget, or all who could give room back wait themselves
     * @throws CancellationException if the thread is interrupted while it waits
     */
    Lease acquire(Wanted wanted) throws IOException {
        return take(wanted, true).orElseThrow();
    }

    /** Holds the session of a model unless that would mean to wait, or to close another one. */
    Optional<Lease> tryAcquire(Wanted wanted) throws IOException {
        return take(wanted, false);
    }

    private Optional<Lease> take(Wanted wanted, boolean patient) throws IOException {
        Loaded mine;
        lock.lock();
        try {
            Loaded.Key key = new Loaded.Key(wanted.sha256(), limits.provider());
            while (true) {
                Loaded known = sessions.get(key);
                if (known != null && known.session != null) {
                    known.users.add(Thread.currentThread());
                    return Optional.of(new Lease(known, known.session));
                }
                if (known == null && admit(wanted, patient)) {
                    mine = new Loaded(key, wanted.name(), wanted.memory());
                    sessions.put(key, mine);
                    making++;
                    break;
                }
                if (!patient) {
                    return Optional.empty();
                }
                await(wanted, known == null);
            }
        } finally {
            waiting.remove(Thread.currentThread());
            changed.signalAll();
            lock.unlock();
        }
        return Optional.of(make(wanted, mine));
    }

    /** Under the lock: whether there is room, after closing what nobody uses; and it is this thread's turn. */
    private boolean admit(Wanted wanted, boolean patient) {
        if (wanted.memory() > limits.budget()) {
            throw new ModelException(
                    wanted.name(),
                    false,
                    "The model '" + wanted.name() + "' needs " + Words.bytes(wanted.memory())
                            + " of memory, and all models together may take " + Words.bytes(limits.budget())
                            + ". Raise the setting 'memory_budget' of the plugin 'models' if the machine has more.");
        }
        if (!patient) {
            return waiting.isEmpty() && used() + wanted.memory() <= limits.budget();
        }
        if (!hasTurn()) {
            return false;
        }
        makeRoom(wanted.memory());
        return used() + wanted.memory() <= limits.budget();
    }

    /** Under the lock. Who holds a session goes first: those in the queue may be waiting for just that one. */
    private boolean hasTurn() {
        Thread self = Thread.currentThread();
        return waiting.isEmpty()
                || waiting.peekFirst() == self
                || sessions.values().stream().anyMatch(s -> s.users.contains(self));
    }

    /** Under the lock: waits until something changes. */
    private void await(Wanted wanted, boolean forRoom) {
        Thread self = Thread.currentThread();
        if (forRoom && !waiting.contains(self)) {
            waiting.addLast(self);
        }
        if (forRoom && !somebodyWillGive()) {
            throw new ModelException(
                    wanted.name(),
                    false,
                    "There is no room for the model '" + wanted.name() + "' (" + Words.bytes(wanted.memory())
                            + ") beside those that the same work is using: all models together may take "
                            + Words.bytes(limits.budget())
                            + ". Raise the setting 'memory_budget' of the plugin 'models' if the machine has more.");
        }
        try {
            changed.await();
        } catch (InterruptedException e) {
            self.interrupt();
            throw new CancellationException("Interrupted while the model '" + wanted.name() + "' waited for room");
        }
    }

    private boolean somebodyWillGive() {
        return making > 0
                || sessions.values().stream().flatMap(s -> s.users.stream()).anyMatch(user -> !waiting.contains(user));
    }

    private Lease make(Wanted wanted, Loaded mine) throws IOException {
        long before = Memory.resident();
        @Nullable OrtSession made = null;
        try {
            made = engine.session(wanted.name(), wanted.file(), mine.key.provider());
        } finally {
            lock.lock();
            try {
                settle(mine, made, Memory.resident() - before);
            } finally {
                lock.unlock();
            }
        }
        return new Lease(mine, made);
    }

    /** Under the lock: notes that a session is there, or could not be made. */
    private void settle(Loaded mine, @Nullable OrtSession made, long growth) {
        making--;
        if (made == null) {
            sessions.remove(mine.key);
        } else {
            mine.session = made;
            mine.users.add(Thread.currentThread());
            // What grew meanwhile belongs to it, unless others were made beside it; far more than expected it cannot
            // be.
            if (making == 0) {
                mine.memory = Math.max(mine.memory, Math.min(growth, 4 * mine.memory));
            }
            LOG.debug("Loaded {}: {} counted, {} grown", mine.model, mine.memory, growth);
        }
        changed.signalAll();
    }

    /** Under the lock: closes free sessions until so much more fits; returns whether any was closed. */
    private boolean makeRoom(long more) {
        List<Loaded> free = sessions.values().stream()
                .filter(Loaded::idle)
                .sorted(Comparator.comparingLong((Loaded s) -> s.idleSince))
                .toList();
        boolean closed = false;
        for (Loaded session : free) {
            if (used() + more <= limits.budget()) {
                break;
            }
            close(session);
            closed = true;
        }
        return closed;
    }

    private long used() {
        return sessions.values().stream().mapToLong(s -> s.memory).sum();
    }

    /** Closes what nobody has used for as long as the owner lets it stay. */
    void closeIdle() {
        Duration idle;
        lock.lock();
        try {
            idle = limits.idle();
        } finally {
            lock.unlock();
        }
        long now = System.nanoTime();
        closeFree(s -> now - s.idleSince >= idle.toNanos());
    }

    /** Closes all that nobody uses. */
    void closeAll() {
        closeFree(s -> true);
    }

    private void closeFree(Predicate<Loaded> which) {
        boolean closed;
        lock.lock();
        try {
            closed = close(which);
        } finally {
            lock.unlock();
        }
        released(closed);
    }

    /** Closes the sessions of a file; returns how many, or -1 when one is in use. */
    int unload(String sha256) {
        int count;
        lock.lock();
        try {
            List<Loaded> those = sessions.values().stream()
                    .filter(s -> s.key.sha256().equals(sha256))
                    .toList();
            if (those.stream().anyMatch(s -> !s.idle())) {
                return -1;
            }
            those.forEach(this::close);
            count = those.size();
        } finally {
            lock.unlock();
        }
        released(count > 0);
        return count;
    }

    /** Under the lock. */
    private boolean close(Predicate<Loaded> which) {
        List<Loaded> those = new ArrayList<>(sessions.values());
        those.removeIf(s -> !s.idle() || !which.test(s));
        those.forEach(this::close);
        return !those.isEmpty();
    }

    /** Under the lock, so that the memory is free before somebody else counts on it. */
    private void close(Loaded free) {
        sessions.remove(free.key);
        try {
            OrtSession session = free.session;
            if (session != null) {
                session.close();
            }
        } catch (OrtException e) {
            LOG.warn("The session of {} was not closed: {}", free.model, e.getMessage());
        }
        changed.signalAll();
    }

    private static void released(boolean closed) {
        if (closed) {
            Memory.release();
        }
    }

    LoadedModels report() {
        lock.lock();
        try {
            return new LoadedModels(
                    limits.budget(),
                    used(),
                    waiting.size(),
                    sessions.values().stream()
                            .sorted(Comparator.comparingLong((Loaded s) -> -s.idleSince))
                            .map(Loaded::shown)
                            .toList());
        } finally {
            lock.unlock();
        }
    }
}

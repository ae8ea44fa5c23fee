package io.dalbox.ml.internal.sessions;

import ai.onnxruntime.OrtSession;
import io.dalbox.ml.LoadedModels;
import io.dalbox.ml.ModelException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions, within one budget of memory. A session is held by whoever uses it and is not closed before it is free.
 *
 * <p>For room, free sessions are closed. Where those do not suffice, work waits in turn. Work that holds a session waits for another
 * only as long as somebody else can give one back; else it is refused, since all would wait for each other. Thread-safe.
 */
final class SessionCache {

    private static final Logger LOG = LoggerFactory.getLogger(SessionCache.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Meter meter = new Meter();
    private final SessionTable table;
    private final Line line;
    private final Engine engine;
    private int making;

    SessionCache(Engine engine, Limits limits) {
        this.engine = engine;
        this.table = new SessionTable(limits);
        this.line = new Line(table);
    }

    /** A session that is held; closing it gives it back. */
    final class Lease implements AutoCloseable {

        private final Loaded held;
        private final OrtSession session;
        private final Thread user = Thread.currentThread();
        private final Meter.Reading growth;

        /** Under the lock. */
        private Lease(Loaded held, OrtSession session) {
            this.held = held;
            this.session = session;
            held.users.add(user);
            growth = meter.begin();
        }

        OrtSession session() {
            return session;
        }

        @Override
        public void close() {
            change(() -> {
                held.release(user);
                // Working memory stays with the session: what it took this time it will take again.
                held.grown(growth.end());
                return table.makeRoom(0);
            });
        }
    }

    /** Changes something that others may wait for. Gives memory back to the system when sessions were closed. */
    private void change(Closing work) {
        boolean closed;
        lock.lock();
        try {
            closed = work.run();
            if (closed) {
                meter.disturb();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (closed) {
            Memory.release();
        }
    }

    /** Returns whether it closed a session. */
    private interface Closing {
        boolean run();
    }

    /** Takes on what the owner now allows; free sessions that are too many, or on another provider, go. */
    void limit(Limits now) {
        change(() -> {
            table.limits = now;
            return table.close(s -> s.key.provider() != now.provider()) | table.makeRoom(0);
        });
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
        engine.start(wanted.name());
        Loaded mine;
        Meter.Reading growth;
        lock.lock();
        try {
            Loaded.Key key = new Loaded.Key(wanted.sha256(), table.limits.provider());
            while (true) {
                Loaded known = table.get(key);
                if (known != null && known.session != null) {
                    return Optional.of(new Lease(known, known.session));
                }
                if (known == null && admit(wanted, patient)) {
                    mine = new Loaded(key, wanted.name(), wanted.memory());
                    table.add(mine);
                    making++;
                    growth = meter.begin();
                    break;
                }
                if (!patient) {
                    return Optional.empty();
                }
                await(wanted, known == null);
            }
        } finally {
            line.leave();
            changed.signalAll();
            lock.unlock();
        }
        return Optional.of(make(wanted, mine, growth));
    }

    /** Under the lock: whether there is room now, after closing what nobody uses. */
    private boolean admit(Wanted wanted, boolean patient) {
        long memory = wanted.memory();
        if (memory > table.limits.budget()) {
            throw refusal(wanted, "needs " + Words.bytes(memory) + " of memory");
        }
        if (!patient) {
            return line.size() == 0 && table.fits(memory);
        }
        if (!line.turn()) {
            return false;
        }
        if (table.makeRoom(memory)) {
            meter.disturb();
        }
        return table.fits(memory);
    }

    /** Under the lock: waits until something changes. */
    private void await(Wanted wanted, boolean forRoom) {
        if (forRoom) {
            line.join();
            if (making == 0 && !line.hope()) {
                throw refusal(
                        wanted,
                        "finds no room for its " + Words.bytes(wanted.memory())
                                + " beside the models that the same work is using");
            }
        }
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while the model '" + wanted.name() + "' waited for room");
        }
    }

    private ModelException refusal(Wanted wanted, String why) {
        return new ModelException(
                wanted.name(),
                false,
                "The model '" + wanted.name() + "' " + why + ", and all models together may take "
                        + Words.bytes(table.limits.budget())
                        + ". Raise the setting 'memory_budget' of the plugin 'models' if the machine has more.");
    }

    private Lease make(Wanted wanted, Loaded mine, Meter.Reading growth) throws IOException {
        Optional<OrtSession> made = Optional.empty();
        try {
            made = Optional.of(engine.session(wanted.name(), wanted.file(), mine.key.provider()));
        } finally {
            if (made.isEmpty()) {
                change(() -> {
                    making--;
                    growth.end();
                    table.remove(mine);
                    return false;
                });
            }
        }
        return hold(mine, made.get(), growth);
    }

    private Lease hold(Loaded mine, OrtSession made, Meter.Reading growth) {
        lock.lock();
        try {
            making--;
            mine.made(made, growth.end());
            LOG.debug("Loaded {}, counted with {}", mine.model, Words.bytes(mine.memory));
            changed.signalAll();
            return new Lease(mine, made);
        } finally {
            lock.unlock();
        }
    }

    /** Closes what nobody has used for as long as the owner lets it stay. */
    void closeIdle() {
        long now = System.nanoTime();
        closeFree(s -> now - s.idleSince >= table.limits.idle().toNanos());
    }

    /** Closes all that nobody uses. */
    void closeAll() {
        closeFree(s -> true);
    }

    private void closeFree(Predicate<Loaded> which) {
        change(() -> table.close(which));
    }

    /** Closes the sessions of a file; returns how many, or -1 when one is in use. */
    int unload(String sha256) {
        int[] count = {-1};
        change(() -> {
            List<Loaded> those = table.of(sha256);
            if (those.stream().allMatch(Loaded::idle)) {
                count[0] = those.size();
                return table.close(those::contains);
            }
            return false;
        });
        return count[0];
    }

    LoadedModels report() {
        lock.lock();
        try {
            return new LoadedModels(table.limits.budget(), table.used(), line.size(), table.shown());
        } finally {
            lock.unlock();
        }
    }
}

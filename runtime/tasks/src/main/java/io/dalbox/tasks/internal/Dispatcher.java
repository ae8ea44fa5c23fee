package io.dalbox.tasks.internal;

import io.dalbox.compute.Priority;
import io.dalbox.data.DatabaseException;
import io.dalbox.events.Journal;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives queued tasks to the lanes: by priority and age, within the bounds, never two that need the same thing.
 *
 * <p>What is looked at is decided by {@link Wakeups}, on one thread; who runs is known here only as claims, which a job gives back
 * when it is over. Whether a claimed task really may run is decided by its row, in the transaction that begins it.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** How many waiting tasks of an action are looked at when the first ones wait for something that others hold. */
    private static final int LOOK_AHEAD = 1000;

    private static final long RETRY_MILLIS = 1000;

    private final Queue queue;
    private final RunLedger ledger;
    private final Recovery recovery;
    private final Journal journal;
    private final Lanes lanes;
    private final Cleaner cleaner;
    private final InstantSource clock;
    private final Wakeups wakeups;
    private final Map<Key, Attached> runners = new ConcurrentHashMap<>();
    private final Map<String, RunJob> jobs = new ConcurrentHashMap<>();
    private final Claims claims = new Claims();
    private final Contest contest = new Contest();
    private final Rooms rooms;
    private final Ticker ticker;

    Dispatcher(
            Queue queue,
            RunLedger ledger,
            Recovery recovery,
            Journal journal,
            Lanes lanes,
            Cleaner cleaner,
            Announcer announcer,
            Limits limits,
            Bounds bounds,
            InstantSource clock) {
        this.queue = queue;
        this.ledger = ledger;
        this.recovery = recovery;
        this.journal = journal;
        this.lanes = lanes;
        this.cleaner = cleaner;
        this.clock = clock;
        this.rooms = new Rooms(jobs.values(), limits, bounds);
        this.ticker = new Ticker(jobs::values, announcer, ledger);
        this.wakeups = new Wakeups(this::dispatch);
    }

    Attached attach(Attached attached) {
        Attached other = runners.putIfAbsent(attached.key(), attached);
        if (other != null) {
            throw new IllegalStateException("The action " + attached.key() + " has a runner already; close that first");
        }
        wakeups.wakeNew(attached.key());
        return attached;
    }

    void detach(Attached attached) {
        if (runners.remove(attached.key(), attached)) {
            // What its tasks waited for must not be kept for a runner that may never come.
            claims.keep(attached.key(), Set.of());
            contest.forget(attached.key());
            wakeOthers(attached.key());
        }
    }

    @Nullable
    Attached runner(Key key) {
        return runners.get(key);
    }

    Collection<Attached> runners() {
        return runners.values();
    }

    @Nullable
    RunJob job(String id) {
        return jobs.get(id);
    }

    /** Says that an action may have a task to run, or one less. */
    void wake(Key key) {
        if (runners.containsKey(key)) {
            wakeups.wake(key);
        }
    }

    /** Says that a plugin may have more room. */
    void wakeAll() {
        runners.keySet().forEach(this::wake);
    }

    void close() {
        wakeups.close();
        ticker.close();
    }

    private OptionalLong dispatch(Key key, boolean first) {
        Attached attached = runners.get(key);
        if (attached == null || attached.isClosing()) {
            return OptionalLong.empty();
        }
        try {
            if (attached.takeLost() || first) {
                recovery.orphans(key, this::held);
                cleaner.cleanOwed(attached);
            }
            return start(attached);
        } catch (DatabaseException e) {
            LOG.error("The queue of {} could not be read; trying again", key, e);
            attached.lose();
            return OptionalLong.of(RETRY_MILLIS);
        }
    }

    private Set<String> held() {
        Set<String> held = new HashSet<>(jobs.keySet());
        held.addAll(cleaner.cleaning());
        return held;
    }

    private OptionalLong start(Attached attached) {
        Key key = attached.key();
        long now = clock.millis();
        contest.expect(key);
        Look look = new Look(attached, rooms.of(attached));
        for (Queue.Waiting waiting : candidates(attached, now, look)) {
            if (!jobs.containsKey(waiting.id())) {
                consider(waiting, look);
            }
        }
        // A runner that left during the look has cancelled what it knew of: nobody else would cancel the rest.
        boolean left = runners.get(key) != attached;
        if (claims.keep(key, left ? Set.of() : look.reserved)) {
            wakeOthers(key);
        }
        boolean unseen = look.waits.isEmpty() && (look.room <= 0 || look.limits.childrenOnly());
        OptionalLong waits = unseen ? queue.first(key, now) : look.waits;
        contest.seen(key, waits, look.starved || look.limits.own() > look.limits.shared());
        if (!look.phases.isEmpty()) {
            queue.explain(look.phases);
        }
        return queue.next(key, now);
    }

    private List<Queue.Waiting> candidates(Attached attached, long now, Look look) {
        List<String> exclusive = attached.runner().exclusive();
        if (!exclusive.isEmpty() && (look.room > 0 || claims.hasReserved(attached.key()))) {
            return queue.due(attached.key(), exclusive, now, LOOK_AHEAD, false);
        }
        return look.room <= 0
                ? List.of()
                : queue.due(
                        attached.key(),
                        List.of(),
                        now,
                        look.room + attached.jobs().size() + 1,
                        look.limits.childrenOnly());
    }

    private void consider(Queue.Waiting waiting, Look look) {
        String obstacle = waiting.claims().isEmpty() ? null : obstacle(waiting);
        boolean room = look.room > 0 && (!look.limits.childrenOnly() || waiting.parent() != null);
        if (obstacle == null && room) {
            submit(look.attached, waiting);
            look.room--;
            return;
        }
        look.waits(waiting);
        if (obstacle != null) {
            claims.reserve(waiting.id(), look.attached.key(), waiting.claims());
            look.blocked(waiting, "waiting: " + obstacle);
        } else if (claims.isReserved(waiting.id())) {
            look.reserved.add(waiting.id());
        }
    }

    private @Nullable String obstacle(Queue.Waiting waiting) {
        Set<String> family = queue.family(waiting.parent());
        boolean inside = family.stream().anyMatch(jobs::containsKey);
        return claims.obstacle(waiting.id(), waiting.claims(), family, inside);
    }

    private void submit(Attached attached, Queue.Waiting waiting) {
        RunJob job = new RunJob(waiting.id(), attached, ledger, journal, this::release, this::gaveWay);
        claims.hold(job.id(), waiting.claims());
        jobs.put(job.id(), job);
        attached.jobs().add(job);
        if (attached.isClosing()) {
            job.ask(Want.MAKE_WAY);
        }
        ticker.wake();
        try {
            lanes.submit(work(attached, job), job).whenComplete((ran, failure) -> {
                job.dropped();
                if (failure != null && !(failure instanceof CancellationException)) {
                    LOG.error("The task {} of {} broke its lane", job.id(), attached.key(), failure);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("The lane of {} takes nothing now; {} waits", attached.key(), job.id(), e);
            job.dropped();
        }
    }

    private static Work work(Attached attached, RunJob job) {
        Key key = attached.key();
        return Work.of(key.plugin(), attached.runner().lane(), key.action(), Priority.TASK)
                .on("task " + job.id());
    }

    /** Takes a claim back, and looks again at whatever may have waited for it. */
    private void release(RunJob job) {
        claims.release(job.id());
        jobs.remove(job.id(), job);
        job.attached().jobs().remove(job);
        Key own = job.attached().key();
        if (job.isLost()) {
            job.attached().lose();
        }
        if (!job.isTroubled() && !job.isLost()) {
            wakeFirst(contest.after(own));
            return;
        }
        wakeOthers(own);
        if (runners.containsKey(own)) {
            wakeups.wakeIn(own, RETRY_MILLIS);
        }
    }

    /** A job only waits for its children now: its place is free for them or for others. */
    private void gaveWay(RunJob job) {
        wakeFirst(contest.after(job.attached().key()));
    }

    private void wakeOthers(Key own) {
        wakeFirst(contest.after(own).stream().filter(key -> !key.equals(own)).toList());
    }

    private void wakeFirst(List<Key> keys) {
        wakeups.wakeFirst(keys.stream().filter(runners::containsKey).toList());
    }

    /** A look at the queue of an action. */
    private static final class Look {
        final Attached attached;
        final Rooms.Room limits;
        /** What waiting tasks should say. */
        final Map<String, String> phases = new LinkedHashMap<>();
        /** Tasks that still wait for what they have reserved. */
        final Set<String> reserved = new HashSet<>();

        int room;
        OptionalLong waits = OptionalLong.empty();
        boolean starved;

        Look(Attached attached, Rooms.Room limits) {
            this.attached = attached;
            this.limits = limits;
            this.room = limits.open();
        }

        void waits(Queue.Waiting waiting) {
            if (waits.isEmpty()) {
                waits = OptionalLong.of(waiting.place());
            }
        }

        void blocked(Queue.Waiting waiting, String phase) {
            starved = true;
            reserved.add(waiting.id());
            if (!phase.equals(waiting.phase())) {
                phases.put(waiting.id(), phase);
            }
        }
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.compute.Priority;
import io.dalbox.events.Journal;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.store.StoreException;
import java.time.InstantSource;
import java.util.Collection;
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
 * Gives queued tasks to the lanes: in the order of their making, within the bounds, never two that need the same thing.
 *
 * <p>What is looked at is decided by {@link Wakeups}; who runs is known here only as claims, which a job gives back when it is
 * over. Whether a claimed task really may run is decided by its row, in the transaction that begins it.
 */
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /** How many waiting tasks of an action are looked at when the first ones wait for something that others hold. */
    private static final int LOOK_AHEAD = 1000;

    private static final long RETRY_MILLIS = 1000;

    private final Queue queue;
    private final RunLedger ledger;
    private final Journal journal;
    private final Lanes lanes;
    private final Cleaner cleaner;
    private final Limits limits;
    private final InstantSource clock;
    private final Wakeups wakeups;
    private final Map<Key, Attached> runners = new ConcurrentHashMap<>();
    private final Map<String, RunJob> jobs = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    /** Actions with tasks that wait for something that any job may give back. */
    private final Set<Key> starved = ConcurrentHashMap.newKeySet();

    private final Ticker ticker;

    Dispatcher(
            Queue queue,
            RunLedger ledger,
            Journal journal,
            Lanes lanes,
            Cleaner cleaner,
            Announcer announcer,
            Limits limits,
            InstantSource clock) {
        this.queue = queue;
        this.ledger = ledger;
        this.journal = journal;
        this.lanes = lanes;
        this.cleaner = cleaner;
        this.limits = limits;
        this.clock = clock;
        this.ticker = new Ticker(jobs::values, announcer, ledger);
        this.wakeups = new Wakeups(clock, this::dispatch);
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
        runners.remove(attached.key(), attached);
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

    /** Says that an action may have a task to run. */
    void wake(Key key) {
        if (runners.containsKey(key)) {
            wakeups.wake(key);
        }
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
            if (first) {
                cleaner.cleanOwed(attached);
            }
            return start(attached);
        } catch (StoreException e) {
            LOG.error("The queue of {} could not be read; trying again", key, e);
            return OptionalLong.of(clock.millis() + RETRY_MILLIS);
        }
    }

    private OptionalLong start(Attached attached) {
        Key key = attached.key();
        long now = clock.millis();
        // Before the look, so that what is given back during it leads to another look.
        starved.add(key);
        Look look = look(attached, now);
        if (!look.starved) {
            starved.remove(key);
        }
        if (!look.phases.isEmpty()) {
            queue.explain(look.phases);
        }
        return queue.next(key, now);
    }

    private Look look(Attached attached, long now) {
        int own = ownRoom(attached);
        int all = limits.total() - jobs.size();
        // A parent that waits for its children holds a place while they need one: children may pass the bound of all.
        boolean childrenOnly = all <= 0;
        int room = childrenOnly ? own : Math.min(own, all);
        boolean starved = own > all;
        Map<String, String> phases = new LinkedHashMap<>();
        for (Queue.Waiting waiting : candidates(attached, now, room, childrenOnly)) {
            if (room <= 0) {
                break;
            }
            if (jobs.containsKey(waiting.id())) {
                continue;
            }
            String taken = taken(waiting.exclusive());
            if (taken == null) {
                submit(attached, waiting);
                room--;
                continue;
            }
            starved = true;
            String phase = "waiting: another task uses " + taken;
            if (!phase.equals(waiting.phase())) {
                phases.put(waiting.id(), phase);
            }
        }
        return new Look(phases, starved);
    }

    private List<Queue.Waiting> candidates(Attached attached, long now, int room, boolean childrenOnly) {
        if (room <= 0) {
            return List.of();
        }
        List<String> exclusive = attached.runner().exclusive();
        int limit = exclusive.isEmpty() ? room + attached.jobs().size() : LOOK_AHEAD;
        return queue.due(attached.key(), exclusive, now, limit, childrenOnly);
    }

    /**
     * What a look at a queue found.
     *
     * @param phases what waiting tasks should say
     * @param starved whether some wait for what other actions hold
     */
    private record Look(Map<String, String> phases, boolean starved) {}

    private int ownRoom(Attached attached) {
        int own = attached.runner().concurrency();
        return (own > 0 ? own : limits.perAction()) - attached.jobs().size();
    }

    private @Nullable String taken(Set<String> values) {
        return values.stream().filter(held::contains).findFirst().orElse(null);
    }

    private void submit(Attached attached, Queue.Waiting waiting) {
        RunJob job = new RunJob(waiting.id(), attached, waiting.exclusive(), ledger, journal, this::release);
        held.addAll(job.exclusive());
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
        held.removeAll(job.exclusive());
        jobs.remove(job.id(), job);
        job.attached().jobs().remove(job);
        // Those that others kept from running come first, then the one that just had its turn.
        Key own = job.attached().key();
        starved.stream().filter(key -> !key.equals(own)).forEach(this::wake);
        if (!job.isTroubled()) {
            wake(own);
        } else if (runners.containsKey(own)) {
            wakeups.wakeAt(own, clock.millis() + RETRY_MILLIS);
        }
    }
}

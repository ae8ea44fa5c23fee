package io.dalbox.tasks.internal;

import io.dalbox.action.Lane;
import io.dalbox.data.DatabaseException;
import io.dalbox.events.Journal;
import io.dalbox.events.ReadyEvent;
import io.dalbox.tasks.Task;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one run: claimed by the dispatcher, entered by a thread of the lane, over.
 *
 * <p>Its row says {@code running} only between the two transactions that {@link #call} makes. The claim is given back exactly
 * once: by the thread, or, when the lane never ran it or its runner left without it, by whoever notices.
 */
final class RunJob implements Callable<Boolean> {

    private static final Logger LOG = LoggerFactory.getLogger(RunJob.class);

    private enum Stage {
        CLAIMED,
        ENTERED,
        OVER
    }

    private final String id;
    private final Attached attached;
    private final RunLedger ledger;
    private final Journal journal;
    private final Consumer<RunJob> released;
    private final Consumer<RunJob> gaveWay;
    private final StopSignal signal = new StopSignal();
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CLAIMED);
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile @Nullable ActiveRun active;
    /** Set when it was not the task's fault that it did not run: looking again at once would be in vain. */
    private volatile boolean troubled;

    private volatile boolean lost;

    /** Set while the end is announced: from then on the ticker has nothing to tell. */
    private volatile boolean ended;

    private @Nullable Task told;

    RunJob(
            String id,
            Attached attached,
            RunLedger ledger,
            Journal journal,
            Consumer<RunJob> released,
            Consumer<RunJob> gaveWay) {
        this.id = id;
        this.attached = attached;
        this.ledger = ledger;
        this.journal = journal;
        this.released = released;
        this.gaveWay = gaveWay;
    }

    String id() {
        return id;
    }

    Attached attached() {
        return attached;
    }

    /** Whether it needs a place: it does not while it only waits for its children. */
    boolean isBusy() {
        ActiveRun run = active;
        return run == null || !run.isWaiting();
    }

    /** Whether its end could not be written, so that its row still says that it runs. */
    boolean isLost() {
        return lost;
    }

    /** Completes when the run is over and its claim given back. */
    CompletableFuture<Boolean> over() {
        return over;
    }

    /** Whether the lane or the database kept it from running. */
    boolean isTroubled() {
        return troubled;
    }

    void ask(Want want) {
        signal.ask(want);
    }

    /** Runs the task on the lane's thread; answers whether there was something to run. */
    @Override
    public Boolean call() {
        if (!stage.compareAndSet(Stage.CLAIMED, Stage.ENTERED)) {
            return false;
        }
        try {
            Optional<RunLedger.Begun> begun = attached.isClosing() ? Optional.empty() : begin();
            begun.ifPresent(this::run);
            return begun.isPresent();
        } finally {
            release();
        }
    }

    private Optional<RunLedger.Begun> begin() {
        try {
            return ledger.begin(id);
        } catch (DatabaseException e) {
            LOG.error("The task {} of {} could not begin; trying again", id, attached.key(), e);
            troubled = true;
            return Optional.empty();
        }
    }

    private void run(RunLedger.Begun begun) {
        ActiveRun run = new ActiveRun(begun, signal, journal, ledger, this::giveWay);
        told = run.task();
        active = run;
        Outcome outcome = invoke(run);
        List<ReadyEvent> events = run.close();
        if (ended) {
            LOG.warn("A run of the task {} that had been abandoned ended now; its outcome is ignored", id);
            return;
        }
        boolean discarded = false;
        if (signal.want() == Want.CANCEL && !(outcome instanceof Outcome.Completed)) {
            Cleaner.discard(attached.runner(), run);
            discarded = true;
            outcome = new Outcome.Stopped();
        }
        end(run, outcome, discarded, events);
    }

    private void giveWay() {
        if (attached.runner().lane() == Lane.CPU) {
            throw new IllegalStateException(
                    "A task of the CPU lane must not wait for its children: they may need the thread"
                            + " that it waits on. Declare the action " + attached.key()
                            + " with lane IO and compute with cpu()");
        }
        gaveWay.accept(this);
    }

    private Outcome invoke(ActiveRun run) {
        if (!signal.enter()) {
            return new Outcome.Stopped();
        }
        try {
            return new Outcome.Completed(attached.runner().run(run));
        } catch (Throwable e) {
            Outcome outcome = Outcome.of(e, signal.requested());
            if (outcome instanceof Outcome.Failed && !Outcome.isExpected(e)) {
                LOG.error("The task {} of {} failed", id, attached.key(), e);
            }
            return outcome;
        } finally {
            signal.leave();
        }
    }

    /** A database that cannot write, such as one on a full disk, is tried again: the outcome must not be lost. */
    private void end(ActiveRun run, Outcome outcome, boolean discarded, List<ReadyEvent> events) {
        for (int failures = 1; ; failures++) {
            try {
                if (!ledger.end(run, outcome, discarded, events, () -> ended = true)) {
                    LOG.warn("The task {} was taken from its run, which ended only now; its outcome is ignored", id);
                }
                return;
            } catch (DatabaseException e) {
                LOG.error("The end of the task {} could not be written (failure {}); trying again", id, failures, e);
                if (attached.isClosing() || !rest(Math.min(30, failures))) {
                    lost = true;
                    return;
                }
            }
        }
    }

    private static boolean rest(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
            return true;
        } catch (InterruptedException e) {
            // The lane is closing. The row still says "running", which the next runner of the action puts right.
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the claim back when the lane has dropped the job before it ran. */
    void dropped() {
        if (stage.compareAndSet(Stage.CLAIMED, Stage.OVER)) {
            troubled = true;
            giveBack();
        }
    }

    /** Takes the task from a run that does not stop; whatever that still does is ignored. */
    void abandon() {
        ActiveRun run = active;
        try {
            if (run != null) {
                ledger.end(run, new Outcome.Stopped(), false, List.of(), () -> ended = true);
            }
        } catch (DatabaseException e) {
            LOG.error("The task {} could not be taken from its run; the next runner does that", id, e);
            lost = true;
        } finally {
            release();
        }
    }

    private void release() {
        if (stage.getAndSet(Stage.OVER) != Stage.OVER) {
            giveBack();
        }
    }

    private void giveBack() {
        ended = true;
        released.accept(this);
        over.complete(true);
    }

    /** Returns the run while it goes on. */
    @Nullable
    ActiveRun active() {
        return ended ? null : active;
    }

    /** Returns what is known of the task now, over what its row says. */
    Task view(Row row) {
        ActiveRun run = active();
        return run != null && row.isRun(run.number()) ? run.progress().over(row.task()) : row.task();
    }

    /** Returns the task when there is something new to tell. Called under the announcer's lock. */
    @Nullable
    Task news() {
        ActiveRun run = active();
        if (run == null) {
            return null;
        }
        Task now = run.progress().over(run.task());
        if (now.equals(told)) {
            return null;
        }
        told = now;
        return now;
    }
}

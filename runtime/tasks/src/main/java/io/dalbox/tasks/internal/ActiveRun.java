package io.dalbox.tasks.internal;

import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.events.ReadyEvent;
import io.dalbox.task.TaskStoppedException;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A run as its runner sees it. */
final class ActiveRun implements TaskRun {

    private final Row row;
    private final TaskRows.Details details;
    private final Progress progress;
    private final StopSignal signal;
    private final Journal journal;
    private final RunLedger ledger;
    /** Held while events are taken along with a durable change, so that each goes along with exactly one. */
    private final ReentrantLock durable = new ReentrantLock();

    private final List<ReadyEvent> pending = new ArrayList<>();
    private volatile @Nullable JsonNode checkpoint;
    private volatile boolean parent;
    private final Runnable gaveWay;
    private volatile boolean waiting;
    private boolean over;

    /**
     * A run that begins.
     *
     * @param gaveWay called when it begins to wait for its children, whose place it then leaves
     */
    ActiveRun(RunLedger.Begun begun, StopSignal signal, Journal journal, RunLedger ledger, Runnable gaveWay) {
        this.gaveWay = gaveWay;
        this.row = begun.row();
        this.details = begun.details();
        this.progress = new Progress(begun.row().task(), begun.parent());
        this.parent = begun.parent();
        this.checkpoint = begun.details().checkpoint();
        this.signal = signal;
        this.journal = journal;
        this.ledger = ledger;
    }

    String id() {
        return row.id();
    }

    long number() {
        return row.run();
    }

    Progress progress() {
        return progress;
    }

    boolean isParent() {
        return parent;
    }

    void becomesParent() {
        parent = true;
    }

    @Override
    public Task task() {
        return row.task();
    }

    @Override
    public ObjectNode input() {
        return details.input();
    }

    @Override
    public String caller() {
        return details.caller();
    }

    @Override
    public @Nullable String key() {
        return details.key();
    }

    @Override
    public int hops() {
        return details.hops();
    }

    @Override
    public void title(String title) {
        progress.title(title);
    }

    @Override
    public void status(String word) {
        progress.status(word);
    }

    @Override
    public void phase(@Nullable String phase) {
        progress.phase(phase);
    }

    @Override
    public void progress(long done, long total) {
        progress.report(done, total);
    }

    @Override
    public void saveCheckpoint(JsonNode newCheckpoint) {
        durable.lock();
        try {
            boolean goesOn = !over && ledger.checkpoint(id(), number(), newCheckpoint, progress, List.copyOf(pending));
            if (!goesOn) {
                throw new TaskStoppedException();
            }
            pending.clear();
            checkpoint = newCheckpoint;
        } finally {
            durable.unlock();
        }
    }

    @Override
    public Optional<JsonNode> checkpoint() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public String publish(NewEvent event) {
        ReadyEvent ready = journal.check(event);
        durable.lock();
        try {
            if (over) {
                throw new IllegalStateException(
                        "The run of the task " + id() + " is over: it cannot publish " + event.type());
            }
            pending.add(ready);
            return ready.id();
        } finally {
            durable.unlock();
        }
    }

    /** Whether it only waits for its children. */
    boolean isWaiting() {
        return waiting;
    }

    @Override
    public int awaitChildren() throws InterruptedException {
        checkStop();
        try {
            waiting = true;
            gaveWay.run();
            return ledger.awaitChildren(id());
        } finally {
            waiting = false;
        }
    }

    @Override
    public boolean stopRequested() {
        return signal.requested();
    }

    @Override
    public void checkStop() {
        if (signal.requested()) {
            throw new TaskStoppedException();
        }
    }

    /** Ends the run's right to change anything and returns the events that go along with its end. */
    List<ReadyEvent> close() {
        durable.lock();
        try {
            over = true;
            return List.copyOf(pending);
        } finally {
            durable.unlock();
        }
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.compute.Priority;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.store.Store;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskRunner;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets actions clean up after tasks that will never complete, once each, on the action's lane. */
final class Cleaner {

    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);

    private final Store store;
    private final WishLedger ledger;
    private final Lanes lanes;
    private final Set<String> cleaning = ConcurrentHashMap.newKeySet();

    Cleaner(Store store, WishLedger ledger, Lanes lanes) {
        this.store = store;
        this.ledger = ledger;
        this.lanes = lanes;
    }

    /** Does what was owed while there was no runner. */
    void cleanOwed(Attached attached) {
        List<String> ids = store.read(tx -> tx.query(
                "SELECT id FROM tasks_task WHERE cleanup = 'owed' AND plugin = ? AND action = ? ORDER BY id",
                row -> row.getString(1),
                attached.key().plugin(),
                attached.key().action()));
        ids.forEach(id -> clean(attached, id));
    }

    /** Cleans up after a task if that is due; the future completes when it has been done or is owed. */
    CompletableFuture<Boolean> clean(Attached attached, String id) {
        return store.read(tx -> TaskRows.find(tx, id))
                .filter(WishLedger::needsCleanup)
                .map(row -> submit(attached, row))
                .orElseGet(() -> CompletableFuture.completedFuture(false));
    }

    private CompletableFuture<Boolean> submit(Attached attached, Row row) {
        // Before its row says so: whoever looks for clean-ups that nobody does must find this one.
        boolean first = cleaning.add(row.id());
        Optional<TaskRows.Details> claimed = claim(row, first);
        if (claimed.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        DiscardRun run = new DiscardRun(row.task(), claimed.get());
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        // Whoever sets it decides: the lane's thread by running it, or the lane by dropping it before it ran.
        AtomicBoolean entered = new AtomicBoolean();
        end.whenComplete((done, failure) -> cleaning.remove(row.id()));
        try {
            lanes.submit(work(attached, row), () -> {
                        if (entered.compareAndSet(false, true)) {
                            discard(attached.runner(), run);
                            ledger.endCleanup(row.id(), Cleanup.DONE);
                        }
                        return end.complete(true);
                    })
                    .whenComplete((done, failure) -> {
                        if (failure != null && entered.compareAndSet(false, true)) {
                            owe(row.id(), end);
                        } else if (failure != null && !(failure instanceof CancellationException)) {
                            LOG.error("Cleaning up after the task {} could not be written down", row.id(), failure);
                            end.complete(false);
                        }
                    });
        } catch (RejectedExecutionException e) {
            LOG.debug("The lane of {} takes nothing now; cleaning up after {} later", attached.key(), row.id(), e);
            owe(row.id(), end);
        }
        return end;
    }

    private Optional<TaskRows.Details> claim(Row row, boolean first) {
        Optional<TaskRows.Details> claimed = Optional.empty();
        try {
            claimed = first ? ledger.beginCleanup(row.id()) : claimed;
            return claimed;
        } finally {
            if (first && claimed.isEmpty()) {
                cleaning.remove(row.id());
            }
        }
    }

    /** The tasks that are being cleaned up. */
    Set<String> cleaning() {
        return cleaning;
    }

    private static Work work(Attached attached, Row row) {
        return Work.of(attached.key().plugin(), attached.runner().lane(), "clean-up", Priority.TASK)
                .on("task " + row.id());
    }

    private void owe(String id, CompletableFuture<Boolean> end) {
        try {
            ledger.endCleanup(id, Cleanup.OWED);
        } finally {
            end.complete(false);
        }
    }

    /** Calls the runner; what it throws is only logged, since there is nothing more that could be done. */
    static void discard(TaskRunner runner, TaskRun run) {
        try {
            runner.discard(run);
        } catch (Throwable e) {
            LOG.warn(
                    "Cleaning up after the task {} failed; something of it may be left",
                    run.task().taskId(),
                    e);
        }
    }
}

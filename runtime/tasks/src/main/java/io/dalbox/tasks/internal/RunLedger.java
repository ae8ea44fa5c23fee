package io.dalbox.tasks.internal;

import io.dalbox.data.Tx;
import io.dalbox.events.Journal;
import io.dalbox.events.ReadyEvent;
import io.dalbox.store.Store;
import io.dalbox.tasks.TaskState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes what runs do to their tasks, each change with the events published since the last in one transaction.
 *
 * <p>Every write names the number of its run. The row of a task that has been taken from an abandoned run has another number
 * or state, so whatever that run still does changes nothing.
 */
final class RunLedger {

    private final Store store;
    private final Journal journal;
    private final Announcer announcer;
    private final TaskEvents endings;
    private final Limits limits;
    private final InstantSource clock;

    RunLedger(
            Store store, Journal journal, Announcer announcer, TaskEvents endings, Limits limits, InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.announcer = announcer;
        this.endings = endings;
        this.limits = limits;
        this.clock = clock;
    }

    /** Begins a run, unless the task is not wanted to run any more. */
    Optional<Begun> begin(String id) {
        return store.write(tx -> {
            Optional<Row> queued = TaskRows.find(tx, id).filter(RunLedger::isDue);
            if (queued.isEmpty()) {
                return Optional.empty();
            }
            long now = clock.millis();
            Row row = TaskTable.move(
                    tx,
                    queued.get(),
                    Move.BEGIN,
                    now,
                    "started = COALESCE(started, ?), attempts = CASE WHEN attempts = 0 THEN 1 ELSE attempts END,"
                            + " run = run + 1, phase = NULL, not_before = 0",
                    now);
            TaskRows.Details details = TaskRows.details(tx, id).orElseThrow();
            boolean parent = ChildSums.of(tx, id).count() > 0;
            tx.afterCommit(() -> announcer.changed(row.task()));
            return Optional.of(new Begun(row, details, parent));
        });
    }

    private static boolean isDue(Row row) {
        return row.state() == TaskState.QUEUED && row.wanted() == Want.RUN && !row.removed();
    }

    /** Saves a checkpoint with its events; {@code false} when the run has been abandoned. */
    boolean checkpoint(String id, long run, JsonNode checkpoint, Progress progress, List<ReadyEvent> events) {
        return store.write(tx -> {
            boolean goesOn = TaskRows.find(tx, id).filter(row -> row.isRun(run)).isPresent();
            if (goesOn) {
                // What was saved is progress: crashes before it do not count against the task any more.
                tx.update("UPDATE tasks_task SET checkpoint = ?, crashes = 0 WHERE id = ?", checkpoint.toString(), id);
                progress(tx, id, run, progress);
                append(tx, events);
            }
            return goesOn;
        });
    }

    /** Waits for the children of a task; see {@link ChildWait}. */
    int awaitChildren(String id) throws InterruptedException {
        return new ChildWait(store, announcer).await(id);
    }

    /** Writes progress of many runs at once. */
    void progress(List<ActiveRun> runs) {
        store.write(tx -> {
            for (ActiveRun run : runs) {
                if (run.isParent()) {
                    run.progress().children(ChildSums.of(tx, run.id()));
                }
                progress(tx, run.id(), run.number(), run.progress());
            }
            return runs.size();
        });
    }

    /**
     * Ends a run; {@code false} when it had been abandoned.
     *
     * @param discarded whether its action has cleaned up already
     * @param ended done before the change is announced
     */
    boolean end(ActiveRun run, Outcome outcome, boolean discarded, List<ReadyEvent> events, Runnable ended) {
        endings.ready();
        return store.write(tx -> {
            Optional<Row> found = TaskRows.find(tx, run.id()).filter(row -> row.isRun(run.number()));
            if (found.isEmpty()) {
                return false;
            }
            Row row = found.get();
            append(tx, events);
            if (run.isParent()) {
                run.progress().children(ChildSums.of(tx, run.id()));
            }
            progress(tx, run.id(), run.number(), run.progress());
            Row after = switch (outcome) {
                case Outcome.Completed completed -> completed(tx, row, completed.result());
                case Outcome.Failed failed -> failed(tx, row, failed.message(), discarded);
                case Outcome.Again again -> again(tx, row, again, discarded);
                case Outcome.Stopped stopped -> stopped(tx, row, discarded);
            };
            endings.ended(tx, after);
            tx.afterCommit(() -> announcer.changed(after.task(), ended));
            return true;
        });
    }

    private Row completed(Tx tx, Row row, @Nullable JsonNode result) throws SQLException {
        long now = clock.millis();
        return TaskTable.move(
                tx,
                row,
                Move.COMPLETE,
                now,
                "finished = ?, result = ?, error = NULL, phase = NULL, checkpoint = NULL, wanted = 'run', tries = 0",
                now,
                result == null || result.isNull() ? null : result.toString());
    }

    private Row failed(Tx tx, Row row, String message, boolean discarded) throws SQLException {
        if (row.wanted() == Want.CANCEL) {
            return stopped(tx, row, discarded);
        }
        long now = clock.millis();
        return TaskTable.move(
                tx, row, Move.FAIL, now, "finished = ?, error = ?, phase = NULL, wanted = 'run'", now, message);
    }

    private Row again(Tx tx, Row row, Outcome.Again again, boolean discarded) throws SQLException {
        int tries = row.tries() + 1;
        if (row.wanted() != Want.RUN) {
            return stopped(tx, row, discarded);
        }
        if (tries >= limits.tries()) {
            return failed(tx, row, again.message() + " (tried " + tries + " times)", discarded);
        }
        Duration pause = limits.backoff().after(tries, again.asked());
        long now = clock.millis();
        return TaskTable.move(
                tx,
                row,
                Move.MAKE_WAY,
                now,
                "not_before = ?, phase = ?, tries = ?, attempts = attempts + 1",
                now + pause.toMillis(),
                "retrying in " + Math.ceilDiv(pause.toMillis(), 1000) + " s: " + again.message(),
                tries);
    }

    private Row stopped(Tx tx, Row row, boolean discarded) throws SQLException {
        long now = clock.millis();
        return switch (row.wanted()) {
            case CANCEL ->
                TaskTable.move(
                        tx,
                        row,
                        Move.CANCEL,
                        now,
                        "finished = ?, phase = NULL, wanted = 'run', cleanup = ?",
                        now,
                        (discarded ? Cleanup.DONE : Cleanup.OWED).word());
            case PAUSE -> TaskTable.move(tx, row, Move.PAUSE, now, "phase = NULL, wanted = 'run'");
            case RUN, MAKE_WAY -> TaskTable.move(tx, row, Move.MAKE_WAY, now, "phase = NULL, not_before = 0");
        };
    }

    private void progress(Tx tx, String id, long run, Progress progress) throws SQLException {
        tx.update(
                "UPDATE tasks_task SET done = ?, total = ?, title = ?, phase = ?, updated = ?"
                        + " WHERE id = ? AND state = 'running' AND run = ?",
                progress.storedDone(),
                progress.storedTotal(),
                progress.storedTitle(),
                progress.storedPhase(),
                clock.millis(),
                id,
                run);
    }

    private void append(Tx tx, List<ReadyEvent> events) {
        for (ReadyEvent event : events) {
            journal.append(tx, event);
        }
    }

    /**
     * A run that has begun.
     *
     * @param row the task's row now
     * @param details what the run needs
     * @param parent whether the task has children
     */
    record Begun(Row row, TaskRows.Details details, boolean parent) {}
}

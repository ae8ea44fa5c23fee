package io.dalbox.tasks.internal;

import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import org.jspecify.annotations.Nullable;

/** How far a run is. Reporting writes two fields and nothing else; the ticker looks at them now and then. */
final class Progress {

    /** Four exabytes: sums of a parent and its children stay within a long. */
    static final long MOST = 1L << 62;

    private volatile @Nullable String title;
    private volatile @Nullable String status;
    private volatile @Nullable String phase;
    /** -1 until known. */
    private volatile long done;

    private volatile long total;
    private volatile @Nullable Meter meter;
    private volatile Sums children = Sums.NONE;

    /** Begins with what an earlier run had reported. */
    Progress(Task task, boolean parent) {
        this.title = task.title();
        // A parent's row holds the sum with its children, which are added again.
        this.done = parent || task.downloaded() == null ? -1 : task.downloaded();
        this.total = parent || task.total() == null ? -1 : task.total();
    }

    void title(String value) {
        title = value;
    }

    void status(String value) {
        status = value;
    }

    void phase(@Nullable String value) {
        phase = value;
    }

    void report(long newDone, long newTotal) {
        done = Math.clamp(newDone, 0, MOST);
        total = newTotal < 0 ? -1 : Math.min(newTotal, MOST);
        if (meter == null) {
            // Two threads may both see null; either's start is good enough.
            meter = new Meter(sum(), System.nanoTime());
        }
    }

    void children(Sums sums) {
        children = sums;
        if (meter == null && sums.count() > 0) {
            meter = new Meter(sum(), System.nanoTime());
        }
    }

    /** Takes a sample for the speed. Only the ticker calls it. */
    void sample() {
        Meter current = meter;
        if (current != null) {
            current.sample(sum(), System.nanoTime());
        }
    }

    /** Returns what is stored: done with the children's, {@code null} when nothing was reported. */
    @Nullable
    Long storedDone() {
        return done < 0 && children.count() == 0 ? null : sum();
    }

    @Nullable
    Long storedTotal() {
        if (children.count() == 0) {
            return total < 0 ? null : total;
        }
        boolean unknown = children.unknown() > 0 || (done > 0 && total < 0);
        return unknown ? null : Math.min(MOST, Math.max(0, total) + Math.min(MOST - 1, children.total()));
    }

    @Nullable
    String storedTitle() {
        return title;
    }

    @Nullable
    String storedPhase() {
        return phase;
    }

    private long sum() {
        return Math.min(MOST, Math.max(0, done) + Math.min(MOST - 1, children.done()));
    }

    /** Returns the running task with what is known now. */
    Task over(Task task) {
        Meter current = meter;
        Long speed = current == null ? null : current.speed();
        Long doneNow = storedDone();
        Long totalNow = storedTotal();
        String word = status;
        return new Task(
                task.taskId(),
                task.plugin(),
                task.action(),
                title,
                TaskState.RUNNING,
                word == null ? TaskState.RUNNING.word() : word,
                Percent.of(doneNow, totalNow),
                speed,
                doneNow,
                totalNow,
                doneNow == null ? null : Meter.eta(speed, doneNow, totalNow),
                phase,
                task.priority(),
                task.attempts(),
                task.created(),
                task.started(),
                null,
                task.parent(),
                task.cause(),
                null,
                null);
    }

    /**
     * What the children of a task have done together.
     *
     * @param count how many there are
     * @param done units done
     * @param total units in all, of those that know
     * @param unknown how many do not know their total
     */
    record Sums(long count, long done, long total, long unknown) {
        static final Sums NONE = new Sums(0, 0, 0, 0);
    }
}

package io.dalbox.lanes.internal;

import io.dalbox.lanes.LaneNotice;
import org.jspecify.annotations.Nullable;

/**
 * Names who filled the heap. The thread that meets an {@link OutOfMemoryError} is often a bystander that asked for the last few
 * bytes; the one that has allocated most since its work began is the one to look at.
 */
final class Culprits {

    /** What a virtual thread is taken to have allocated, which Java does not count: more than most, less than a real glutton. */
    static final long UNKNOWN = Runtime.getRuntime().maxMemory() / 4;

    private final CpuPool pool;
    private final Notices notices;

    Culprits(CpuPool pool, Notices notices) {
        this.pool = pool;
        this.notices = notices;
    }

    /** Tells when a failure means that memory ran out. */
    void look(Run<?> failed, @Nullable Throwable failure, long ownBytes) {
        if (!isOutOfMemory(failure)) {
            return;
        }
        Run<?> culprit = failed;
        long most = ownBytes;
        pool.lock.lock();
        try {
            for (Worker worker : pool.workers()) {
                Run<?> run = worker.current();
                long bytes = run == null ? 0 : worker.allocatedByNow();
                if (run != null && bytes > most) {
                    culprit = run;
                    most = bytes;
                }
            }
        } finally {
            pool.lock.unlock();
        }
        notices.tell(new LaneNotice.OutOfMemory(culprit.own.name, culprit.work.name(), most));
    }

    private static boolean isOutOfMemory(@Nullable Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < 8; i++) {
            if (cause instanceof OutOfMemoryError) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}

package io.dalbox.plugin.download;

import io.dalbox.task.TaskContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Forces a transfer's bytes to disk and notes how far they are, about once a second, beside the transfer: the disk writes while
 * the network reads, and little is left to force at the end. Also looks whether the storage is getting full.
 */
final class Saver implements AutoCloseable {

    private static final int LOOKS = 5;

    /** What a fast transfer brings in less than a second; the disk had better begin with it. */
    private static final long MUCH = 64 << 20;

    private final Transfer transfer;
    private final TaskContext context;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Strand strand;
    private volatile @Nullable Throwable failure;

    Saver(Transfer transfer, TaskContext context) {
        this.transfer = transfer;
        this.context = context;
        this.strand = new Strand(context, "saving", this::saveRepeatedly, this::ended);
    }

    private void saveRepeatedly() throws Exception {
        long every = transfer.tuning().saveEvery().toNanos();
        long last = System.nanoTime();
        while (!closed.await(every / LOOKS, TimeUnit.NANOSECONDS)) {
            if (System.nanoTime() - last < every && transfer.unsaved() < MUCH) {
                continue;
            }
            transfer.save();
            last = System.nanoTime();
            Space.watch(
                    transfer.storages(),
                    transfer.part().path(),
                    transfer.tuning().reserve());
        }
    }

    private void ended(@Nullable Throwable failure) {
        // Asked to stop, the host interrupts this too, perhaps in the middle of a save; the transfer's own end saves
        // once more.
        this.failure = context.stopRequested() ? null : failure;
    }

    /** Throws what went wrong. */
    void check() throws Exception {
        Transfer.rethrow(failure);
    }

    /** Waits for a save under way instead of interrupting it, which would close the file in the middle. */
    @Override
    public void close() {
        closed.countDown();
        strand.join();
    }
}

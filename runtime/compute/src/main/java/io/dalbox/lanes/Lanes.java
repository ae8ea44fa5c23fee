package io.dalbox.lanes;

import io.dalbox.compute.CpuExecutor;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/** Runs work of an owner (a plugin's id, or {@code core}) on the lane it asks for. A service; thread-safe. */
@ProviderType
public interface Lanes {

    /** What an owner's share is until somebody changes it. */
    int NORMAL_WEIGHT = 1;

    /** The largest share. */
    int MOST_WEIGHT = 100;

    /**
     * Runs {@code code} on a lane: a virtual thread at once, or the CPU executor in turn. Cancelling the future asks it to stop.
     *
     * @throws RejectedExecutionException if the owner has too much waiting or running, or was closed
     */
    <T> CompletableFuture<T> submit(Work work, Callable<T> code);

    /**
     * Runs {@code code} as IO work on the calling thread, counted and shown like any other.
     *
     * @return what it returned
     * @throws RejectedExecutionException if the owner has too much running, or was closed
     * @throws Exception what it threw
     */
    <T> T here(Work work, Callable<T> code) throws Exception;

    /** Returns the work that the calling thread runs; empty when it belongs to no lane. */
    Optional<Work> current();

    /** Returns the owner's view of the CPU executor. */
    CpuExecutor cpu(String owner);

    /** Lets an owner submit again after {@link #close}. */
    void open(String owner);

    /**
     * Cancels what the owner has waiting, asks what it has running to stop, and waits for it.
     *
     * @return the names of what is still running after {@code patience}; it has been abandoned
     */
    List<String> close(String owner, Duration patience);

    /**
     * Sets an owner's share of the CPU time while others have work waiting too.
     *
     * @param weight 1 to {@value #MOST_WEIGHT}; twice the weight is twice the time
     * @throws IllegalArgumentException if the weight is outside of that
     */
    void weigh(String owner, int weight);

    /** Returns what waits and runs now. */
    LaneReport report();

    /** How far {@link #history} reaches back. */
    Duration HISTORY = Duration.ofMinutes(10);

    /**
     * Returns how it was, oldest first, every two seconds.
     *
     * @param last how far back; at most {@link #HISTORY}
     */
    List<LaneSample> history(Duration last);

    /** Calls {@code listener}, on a thread of its own, with what an owner of the server should know. Closing ends that. */
    Subscription listen(Consumer<LaneNotice> listener);

    /** Ends a subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}

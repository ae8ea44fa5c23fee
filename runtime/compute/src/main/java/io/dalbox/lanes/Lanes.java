package io.dalbox.lanes;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.annotation.versioning.ProviderType;

/** Runs work of an owner (a plugin's id, or {@code core}) on the lane it asks for. A service; thread-safe. */
@ProviderType
public interface Lanes {

    /**
     * Runs {@code work} on a lane: a virtual thread at once, or the CPU executor in turn. Cancelling the future interrupts it.
     *
     * @param name what it is, for thread names and lists
     * @throws RejectedExecutionException if the owner has too much waiting or was closed
     */
    <T> CompletableFuture<T> submit(String owner, Lane lane, String name, Callable<T> work);

    /** Returns the owner's view of the CPU executor. */
    CpuExecutor cpu(String owner);

    /** Lets an owner submit again after {@link #close}. */
    void open(String owner);

    /**
     * Cancels what the owner has waiting, interrupts what it has running, and waits for it.
     *
     * @return the names of what is still running after {@code patience}; it has been abandoned
     */
    List<String> close(String owner, Duration patience);

    /** Returns what waits and runs now. */
    LaneReport report();
}

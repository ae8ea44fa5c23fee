package io.dalbox.compute;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Gives CPU-bound work of all plugins one bounded place to run.
 *
 * <p>Work waits in a queue per plugin; free threads take from the plugins in turn, so one plugin's backlog never starves
 * another. When the bundle that submitted it stops, its waiting work is cancelled and its running work is interrupted.
 * Each bundle that gets this service gets its own view of it. Thread-safe.
 */
@ProviderType
public interface CpuExecutor {

    /**
     * Runs {@code work} as soon as a CPU thread is free.
     *
     * @param work must not wait for other work of this executor
     * @return a future that ends with the result, or with {@link CancellationException} once the owner's bundle stops;
     *     cancelling it removes waiting work and interrupts running work
     * @throws RejectedExecutionException if the owner already has as much waiting as it may
     */
    <T> CompletableFuture<T> submit(Callable<T> work);

    /** Returns how many threads there are: how many pieces to cut parallel work into. */
    int size();
}

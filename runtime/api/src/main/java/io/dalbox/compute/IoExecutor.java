package io.dalbox.compute;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Runs work that mostly waits, each piece on a virtual thread of its own, so that several can be done at the same time. Plugins
 * start no threads themselves.
 *
 * <p>In a task use {@code TaskContext.fork}, which ends with the task. When the bundle that submitted it stops, work is interrupted.
 * Each bundle that gets this service gets its own view of it. Thread-safe.
 */
@ProviderType
public interface IoExecutor {

    /**
     * Runs {@code work} at once.
     *
     * @param name what it is, for lists and metrics: one of few words
     * @return a future that ends with the result, or with {@link CancellationException} once the owner's bundle stops;
     *     cancelling it interrupts the work
     * @throws RejectedExecutionException if the plugin has as much running as it may
     */
    <T> CompletableFuture<T> submit(String name, Callable<T> work);
}

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
 * another. What people wait for goes before tasks, and tasks before what nobody waits for ({@link Priority}). The threads have a
 * low operating-system priority, which native threads and child processes that they start inherit. When the bundle that
 * submitted it stops, its waiting work is cancelled and its running work is asked to stop: its thread is interrupted and its
 * {@linkplain #onStop hooks} are run. Work that does not end then is abandoned and shown to the owner as such. Each bundle that
 * gets this service gets its own view of it. Thread-safe.
 *
 * <p>How many pieces may wait is bounded for each plugin and priority. Beyond the bound, a task, a forked part of one and a
 * schedule wait in {@code submit} until there is room; a request is refused. Work that submits from a CPU thread never waits:
 * where no thread is free for the new piece, it runs at once on the thread that submits it. So work may wait for what it
 * submitted itself.
 */
@ProviderType
public interface CpuExecutor {

    /**
     * Runs {@code work} as soon as a CPU thread is free, with the name {@code computation}.
     *
     * @see #submit(WorkOptions, Callable)
     */
    <T> CompletableFuture<T> submit(Callable<T> work);

    /**
     * Runs {@code work} as soon as a CPU thread is free.
     *
     * @return a future that ends with the result, with {@link CancellationException} once the owner's bundle stops, or with
     *     {@link java.util.concurrent.TimeoutException} after the deadline; cancelling it removes waiting work and asks running
     *     work to stop
     * @throws RejectedExecutionException if the owner has as much waiting as it may and the caller cannot wait for room
     * @throws CancellationException if the calling thread is interrupted while it waits for room; it stays interrupted
     */
    <T> CompletableFuture<T> submit(WorkOptions options, Callable<T> work);

    /**
     * Says how to stop native code, which heeds no interrupt, that the calling work is about to enter:
     *
     * <pre>{@code
     * try (StopHook hook = cpu.onStop(() -> options.setTerminate(true))) {
     *     return session.run(inputs, options);
     * }
     * }</pre>
     *
     * @param stop runs at most once, on another thread, when the work is asked to stop; at once when it already was. It must be
     *     quick. It never runs after {@link StopHook#close} has returned
     * @throws IllegalStateException if the calling thread runs no work of a lane
     */
    StopHook onStop(Runnable stop);

    /** Returns how many threads there are now: how many pieces to cut parallel work into. Follows the machine's CPU limit. */
    int size();
}

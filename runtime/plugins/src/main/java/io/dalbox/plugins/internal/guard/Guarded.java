package io.dalbox.plugins.internal.guard;

import io.dalbox.plugins.PluginFault;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs code of a plugin that may throw anything, or never come back.
 *
 * <p>It gets a platform thread of its own: a loop that never ends would keep a carrier of the virtual threads for ever, and a
 * small box has two of them. What does not come back is interrupted, then abandoned.
 */
public final class Guarded {

    /** Most of what hangs does so in a wait, which an interrupt ends; the framework then tidies up behind it. */
    private static final Duration AFTER_INTERRUPT = Duration.ofMillis(500);

    private Guarded() {}

    /**
     * Runs it.
     *
     * @param what for the thread's name and the message, such as {@code the activator}
     * @throws Failure if it threw or did not come back in time; the message says so for people
     */
    public static <T> T call(String plugin, String what, Duration limit, Callable<T> code) throws Failure {
        FutureTask<T> task = new FutureTask<>(code);
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("dalbox-guard-" + plugin)
                .inheritInheritableThreadLocals(false)
                .start(task);
        try {
            return task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new Failure(what + " threw " + Words.of(e.getCause()));
        } catch (TimeoutException e) {
            throw new Failure(
                    PluginFault.HUNG,
                    what + " did not come back within " + limit.toSeconds() + " s; it stands at " + Words.place(thread)
                            + end(task, thread));
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            throw new Failure(what + " was interrupted because Dalbox stops");
        }
    }

    private static String end(FutureTask<?> task, Thread thread) {
        task.cancel(true);
        try {
            return thread.join(AFTER_INTERRUPT) ? "" : ", and does not react to an interrupt";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}

package io.dalbox.plugins.internal.life;

import io.dalbox.action.ActionException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one change of plugins after the other, and tidies up after each. All code of plugins that it enters is guarded, so it always
 * moves on.
 */
final class Conductor {

    private static final Logger LOG = LoggerFactory.getLogger(Conductor.class);

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("dalbox-plugins").factory());
    private final Runnable after;

    /** A conductor that does {@code after} at the end of each change. */
    Conductor(Runnable after) {
        this.after = after;
    }

    /** Does it in turn; what it throws is logged. */
    Future<?> later(String what, Runnable change) {
        try {
            return thread.submit(() -> {
                try {
                    change.run();
                } catch (RuntimeException | Error e) {
                    LOG.error("{} failed", what, e);
                }
                tidy();
            });
        } catch (RejectedExecutionException e) {
            throw stopping();
        }
    }

    /** Does it in turn and waits for the outcome. */
    <T> T now(Duration limit, Callable<T> change) {
        Future<T> future;
        try {
            future = thread.submit(() -> {
                try {
                    return change.call();
                } finally {
                    tidy();
                }
            });
        } catch (RejectedExecutionException e) {
            throw stopping();
        }
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE, "The call was interrupted; the change goes on.");
        } catch (TimeoutException e) {
            throw new ActionException(
                    ActionException.Kind.UNAVAILABLE, "The change still goes on. Look at the plugin in a moment.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void tidy() {
        try {
            after.run();
        } catch (RuntimeException | Error e) {
            LOG.error("What former versions left could not be put away", e);
        }
    }

    /** Takes nothing more and waits for what goes on. */
    void close(Duration limit) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A change of plugins did not end within {}", limit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ActionException stopping() {
        return new ActionException(ActionException.Kind.UNAVAILABLE, "Dalbox is stopping.");
    }
}

package io.dalbox.lanes.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Runs IO work: on a virtual thread of its own, or on the thread that brings it. Takes no lock. */
final class IoLane {

    private final LaneLimits limits;
    private final Run.Finished finished;

    IoLane(LaneLimits limits, Run.Finished finished) {
        this.limits = limits;
        this.finished = finished;
    }

    void start(Run<?> run) {
        enter(run);
        try {
            Thread.ofVirtual()
                    .name("dalbox-io " + run.own.name + "/" + run.work.name())
                    .inheritInheritableThreadLocals(false)
                    .start(() -> run.run(this::leave));
        } catch (OutOfMemoryError e) {
            // It has no thread that would leave.
            leave(run, e);
            throw e;
        }
    }

    <T> T here(Run<T> run) throws Exception {
        enter(run);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try {
            run.run(this::leave);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return result(run.future);
    }

    private static <T> T result(CompletableFuture<T> ended) throws Exception {
        return switch (ended.state()) {
            case SUCCESS -> ended.resultNow();
            case FAILED -> throw asException(ended.exceptionNow());
            case CANCELLED, RUNNING -> throw new CancellationException("The work was cancelled");
        };
    }

    private static Exception asException(Throwable thrown) {
        return switch (thrown) {
            case Exception e -> e;
            case Error e -> throw e;
            default -> new IllegalStateException(thrown);
        };
    }

    private void enter(Run<?> run) {
        OwnerWork own = run.own;
        own.checkOpen();
        if (own.io.incrementAndGet() > limits.mostIo()) {
            own.io.decrementAndGet();
            throw new RejectedExecutionException("\"" + own.name + "\" has " + limits.mostIo()
                    + " pieces of IO work running already; start more when some have finished");
        }
        own.running.add(run);
        if (own.closed) {
            // Closed in between: whoever closes may have looked already.
            own.running.remove(run);
            own.io.decrementAndGet();
            own.checkOpen();
        }
    }

    private void leave(Run<?> run, @Nullable Throwable failure) {
        run.own.io.decrementAndGet();
        finished.finished(run, failure);
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.lanes.LaneReport;
import io.dalbox.lanes.Lanes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A virtual thread for everything. */
final class PlainLanes implements Lanes {

    @Override
    @SuppressWarnings("NullAway") // a callable may return null
    public <T> CompletableFuture<T> submit(String owner, Lane lane, String name, Callable<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread.ofVirtual().name(name).start(() -> {
            try {
                future.complete(work.call());
            } catch (Throwable e) {
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    @Override
    public CpuExecutor cpu(String owner) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void open(String owner) {}

    @Override
    public List<String> close(String owner, Duration patience) {
        return List.of();
    }

    @Override
    public LaneReport report() {
        throw new UnsupportedOperationException();
    }
}

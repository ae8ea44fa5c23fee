package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.lanes.Lanes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The CPU executor as one owner sees it. Remembers what came through it, so that it can be cancelled with its user. */
final class CpuView implements CpuExecutor {

    private final Lanes lanes;
    private final String owner;
    private final int size;
    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    CpuView(Lanes lanes, String owner, int size) {
        this.lanes = lanes;
        this.owner = owner;
        this.size = size;
    }

    @Override
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        CompletableFuture<T> future = lanes.submit(owner, Lane.CPU, "computation", work);
        open.add(future);
        future.whenComplete((result, failure) -> open.remove(future));
        return future;
    }

    @Override
    public int size() {
        return size;
    }

    void cancelAll() {
        List.copyOf(open).forEach(future -> future.cancel(true));
    }
}

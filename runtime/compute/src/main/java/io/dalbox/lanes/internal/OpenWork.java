package io.dalbox.lanes.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What came through one bundle's view of a lane and has not ended, so that it can be cancelled with its user. */
final class OpenWork {

    private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

    <T> CompletableFuture<T> add(CompletableFuture<T> future) {
        if (!future.isDone()) {
            open.add(future);
            future.whenComplete((result, failure) -> open.remove(future));
        }
        return future;
    }

    void cancelAll() {
        List.copyOf(open).forEach(future -> future.cancel(true));
    }
}

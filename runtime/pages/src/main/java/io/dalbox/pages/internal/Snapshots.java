package io.dalbox.pages.internal;

import io.dalbox.lanes.Work;
import io.dalbox.pages.internal.descriptor.Fault;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the first data of all sources of a page at once, within a bound: a slow plugin must not make the page slow. */
final class Snapshots {

    /** Below what feels like waiting; the browser fetches again what was not there in time. */
    private static final Duration BOUND = Duration.ofMillis(400);

    private final Services services;

    Snapshots(Services services) {
        this.services = services;
    }

    /** Returns what each source says; {@code null} and a fault for one that failed or was not ready in time. */
    ObjectNode read(Map<String, Source> sources, Faults faults) {
        long end = System.nanoTime() + BOUND.toNanos();
        Map<String, CompletableFuture<JsonNode>> running = new LinkedHashMap<>();
        sources.forEach((name, source) -> {
            if (!source.lazy()) {
                running.put(name, start(source));
            }
        });
        ObjectNode snapshot = JsonNodeFactory.instance.objectNode();
        running.forEach((name, future) -> {
            Source source = sources.get(name);
            snapshot.set(name, source == null ? null : await(future, end, source.failed(), faults));
        });
        return snapshot;
    }

    private CompletableFuture<JsonNode> start(Source source) {
        try {
            return services.lanes().submit(Work.core("page-data"), source.fetch()::get);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static JsonNode await(CompletableFuture<JsonNode> future, long end, Fault failed, Faults faults) {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            faults.add(reason(failed, "took longer than " + BOUND.toMillis() + " ms to answer"));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            faults.add(reason(failed, "failed: " + cause.getMessage()));
        } catch (CancellationException e) {
            faults.add(reason(failed, "was stopped while it answered"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
        }
        return JsonNodeFactory.instance.nullNode();
    }

    private static Fault reason(Fault failed, String what) {
        return new Fault(
                failed.file(), failed.line(), failed.column(), "the source '" + failed.message() + "' " + what, false);
    }
}

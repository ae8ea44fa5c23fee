package io.dalbox.pages.internal;

import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.page.PageProvider;
import io.dalbox.pages.internal.descriptor.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks page providers for their descriptors, within a bound: one that hangs must not keep everybody's pages waiting. */
final class Computed {

    /** A plugin is asked once after it became live, so this can be long for a page and must be short for a person. */
    private static final Duration BOUND = Duration.ofSeconds(1);

    private final Lanes lanes;

    Computed(Lanes lanes) {
        this.lanes = lanes;
    }

    /** Adds what the provider says to the files, or why it said nothing to the faults. */
    void ask(PageProvider provider, Map<String, String> files, List<Fault> faults) {
        String name = provider.getClass().getSimpleName();
        try {
            CompletableFuture<@Nullable String> answer = lanes.submit(Work.core("page-provider"), provider::descriptor);
            String text = await(answer);
            if (text == null) {
                faults.add(fault(name, "returned nothing"));
            } else {
                files.put("computed/" + name + ".yaml", text);
            }
        } catch (TimeoutException e) {
            faults.add(fault(name, "took longer than " + BOUND.toMillis() + " ms to answer"));
        } catch (ExecutionException e) {
            faults.add(fault(name, "failed: " + e.getCause()));
        } catch (CancellationException | RejectedExecutionException e) {
            faults.add(fault(name, "could not be asked: " + e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            faults.add(fault(name, "was not waited for"));
        }
    }

    private static @Nullable String await(CompletableFuture<@Nullable String> answer)
            throws TimeoutException, ExecutionException, InterruptedException {
        try {
            return answer.get(BOUND.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            answer.cancel(true);
        }
    }

    private static Fault fault(String name, String what) {
        return new Fault(name, 0, 0, "the page provider " + what, true);
    }
}

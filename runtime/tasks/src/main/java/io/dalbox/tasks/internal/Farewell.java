package io.dalbox.tasks.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets runners leave: no new tasks, what runs stops, and what does not is left behind, queued. */
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    private final Dispatcher dispatcher;
    private final Duration patience;

    Farewell(Dispatcher dispatcher, Duration patience) {
        this.dispatcher = dispatcher;
        this.patience = patience;
    }

    /** Asks all of them first and then waits for all together. */
    void leave(Collection<Attached> runners) {
        runners.forEach(Attached::leave);
        runners.forEach(dispatcher::detach);
        List<RunJob> jobs =
                runners.stream().flatMap(runner -> runner.jobs().stream()).toList();
        CompletableFuture<?> all =
                CompletableFuture.allOf(jobs.stream().map(RunJob::over).toArray(CompletableFuture[]::new));
        if (!Waiting.on(all, patience)) {
            jobs.stream().filter(job -> !job.over().isDone()).forEach(Farewell::abandon);
        }
    }

    private static void abandon(RunJob job) {
        LOG.warn(
                "The task {} of {} does not stop; it is queued again and its run is abandoned",
                job.id(),
                job.attached().key());
        job.abandon();
    }
}

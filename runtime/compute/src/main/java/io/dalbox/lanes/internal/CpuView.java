package io.dalbox.lanes.internal;

import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.compute.StopHook;
import io.dalbox.compute.WorkOptions;
import io.dalbox.lanes.Work;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** The CPU executor as one owner sees it. Remembers what came through it, so that it can be cancelled with its user. */
final class CpuView implements CpuExecutor {

    private static final WorkOptions COMPUTATION = WorkOptions.named("computation");

    private final LaneService lanes;
    private final String owner;
    private final OpenWork open = new OpenWork();

    CpuView(LaneService lanes, String owner) {
        this.lanes = lanes;
        this.owner = owner;
    }

    @Override
    public <T> CompletableFuture<T> submit(Callable<T> work) {
        return submit(COMPUTATION, work);
    }

    @Override
    public <T> CompletableFuture<T> submit(WorkOptions options, Callable<T> work) {
        Run<?> submitter = Run.current();
        Priority priority = options.priority() == null ? Run.inherited(Priority.TASK) : options.priority();
        String detail = submitter == null ? null : submitter.work.detail();
        return open.add(
                lanes.submit(new Work(owner, Lane.CPU, options.name(), detail, priority, options.deadline()), work));
    }

    @Override
    public StopHook onStop(Runnable stop) {
        Run<?> run = Run.current();
        if (run == null) {
            throw new IllegalStateException(
                    "Only work that runs on a lane can be asked to stop; this thread runs none");
        }
        return run.onStop(stop);
    }

    @Override
    public int size() {
        return lanes.size();
    }

    void cancelAll() {
        open.cancelAll();
    }
}

package io.dalbox.plugins.internal.actions;

import io.dalbox.action.ActionClient;
import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.events.RecordEvents;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.plugins.Actions;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import io.dalbox.tasks.TaskRun;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One run of a task, as the plugin sees it. */
final class RunContext implements TaskContext, AutoCloseable {

    private final LivePlugin plugin;
    private final TaskRun run;
    private final Lanes lanes;
    private final Actions actions;
    private final Supplier<Storages> storages;
    private final boolean resumable;
    private final Set<CompletableFuture<?>> forks = ConcurrentHashMap.newKeySet();

    RunContext(
            LivePlugin plugin,
            TaskRun run,
            Lanes lanes,
            Actions actions,
            Supplier<Storages> storages,
            boolean resumable) {
        this.plugin = plugin;
        this.run = run;
        this.lanes = lanes;
        this.actions = actions;
        this.storages = storages;
        this.resumable = resumable;
    }

    @Override
    public String plugin() {
        return plugin.id();
    }

    @Override
    public String caller() {
        return run.caller();
    }

    @Override
    public @Nullable String cause() {
        return run.task().cause();
    }

    @Override
    public @Nullable String idempotencyKey() {
        return run.key();
    }

    @Override
    public String publish(Record data) {
        return run.publish(RecordEvents.toNewEvent(plugin.mapper().json(), plugin.id(), data, taskId(), run.hops()));
    }

    @Override
    public ActionClient actions() {
        return new Client(actions, plugin.mapper(), plugin.reach(), run.caller(), taskId(), run.hops(), null);
    }

    @Override
    public String taskId() {
        return run.task().taskId();
    }

    @Override
    public int attempt() {
        return run.task().attempts();
    }

    @Override
    public void title(String title) {
        run.title(title);
    }

    @Override
    public void status(String word) {
        run.status(word);
    }

    @Override
    public void phase(@Nullable String phase) {
        run.phase(phase);
    }

    @Override
    public void progress(long done, long total) {
        run.progress(done, total);
    }

    @Override
    public void saveCheckpoint(Record checkpoint) {
        if (!resumable) {
            throw new IllegalStateException("The action says that its tasks cannot resume, so they have no checkpoint");
        }
        run.saveCheckpoint(plugin.mapper().object(checkpoint));
    }

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        return run.checkpoint().filter(json -> resumable).flatMap(json -> {
            try {
                return Optional.of(plugin.mapper().view(json, type));
            } catch (RuntimeException e) {
                // Written by another version of the plugin: the contract says it is as if there were none.
                return Optional.empty();
            }
        });
    }

    @Override
    public boolean stopRequested() {
        return run.stopRequested();
    }

    @Override
    public void checkStop() {
        run.checkStop();
    }

    @Override
    public String startChild(String owner, String action, Map<String, ?> input) {
        return child(owner, action, input, null);
    }

    @Override
    public String startChild(String owner, String action, Map<String, ?> input, String key) {
        return child(owner, action, input, "task/" + taskId() + "/" + key);
    }

    private String child(String owner, String action, Map<String, ?> input, @Nullable String key) {
        // Also since a run that was given up must start nothing more.
        run.checkStop();
        return new Client(actions, plugin.mapper(), plugin.reach(), run.caller(), taskId(), run.hops(), taskId())
                .start(owner, action, input, key);
    }

    @Override
    public int awaitChildren() throws InterruptedException {
        return run.awaitChildren();
    }

    @Override
    public <T> CompletableFuture<T> fork(String name, Callable<T> work) {
        CompletableFuture<T> future =
                lanes.submit(Work.of(plugin.id(), Lane.IO, name, Priority.TASK).on("task " + taskId()), work);
        forks.add(future);
        future.whenComplete((result, thrown) -> forks.remove(future));
        return future;
    }

    @Override
    public CpuExecutor cpu() {
        return lanes.cpu(plugin.id());
    }

    @Override
    public Storages storages() {
        return storages.get();
    }

    /** Cancels what the run forked and left behind. */
    @Override
    public void close() {
        forks.forEach(fork -> fork.cancel(true));
    }
}

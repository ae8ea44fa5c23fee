package io.dalbox.plugin.download;

import io.dalbox.action.ActionClient;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.json.Json;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.internal.LaneService;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import io.dalbox.task.TaskStoppedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A task as the host runs it: on a virtual thread, with checkpoints that survive as JSON, asked to stop by flag and interrupt.
 * After {@link #kill} nothing reaches the checkpoint any more, as when the process had died then.
 */
final class TestTask implements TaskContext {

    /** One for all tests; its threads are daemons that end when idle. */
    private static final Lanes LANES = LaneService.of(1);

    private final Storages storages;
    final List<Record> events = new CopyOnWriteArrayList<>();
    final List<String> phases = new CopyOnWriteArrayList<>();
    volatile @Nullable String title;
    volatile long done;
    volatile long total;
    volatile int attempt = 1;
    private volatile @Nullable String checkpoint;
    private final List<Thread> forks = new CopyOnWriteArrayList<>();
    private volatile boolean stop;
    private volatile boolean dead;
    private volatile @Nullable Thread thread;

    TestTask(Storages storages) {
        this.storages = storages;
    }

    /** The same task in another process. */
    TestTask reborn() {
        TestTask next = new TestTask(storages);
        next.checkpoint = checkpoint;
        return next;
    }

    CompletableFuture<DownloadResult> start(DownloadAction action, DownloadInput input) {
        stop = false;
        CompletableFuture<DownloadResult> result = new CompletableFuture<>();
        thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(action.run(input, this));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    DownloadResult run(DownloadAction action, DownloadInput input) throws Exception {
        try {
            return start(action, input).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    void pause() throws InterruptedException {
        stop = true;
        Thread running = thread;
        if (running != null) {
            forks.forEach(Thread::interrupt);
            running.interrupt();
            running.join();
        }
    }

    void kill() throws InterruptedException {
        dead = true;
        pause();
    }

    @Override
    public String taskId() {
        return "task-1";
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void title(String title) {
        this.title = title;
    }

    @Override
    public void status(String word) {
        phases.add(word);
    }

    @Override
    public void phase(@Nullable String phase) {
        if (phase != null) {
            phases.add(phase);
        }
    }

    @Override
    public void progress(long done, long total) {
        this.done = done;
        this.total = total;
    }

    @Override
    public void saveCheckpoint(Record checkpoint) {
        if (!dead) {
            this.checkpoint = Json.forPlugin().writeValueAsString(checkpoint);
        }
    }

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        String saved = checkpoint;
        return saved == null ? Optional.empty() : Optional.of(Json.forPlugin().readValue(saved, type));
    }

    @Override
    public boolean stopRequested() {
        return stop;
    }

    @Override
    public void checkStop() {
        if (stop) {
            throw new TaskStoppedException();
        }
    }

    @Override
    public String startChild(String plugin, String action, Map<String, ?> input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<T> fork(String name, Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread forked = Thread.ofVirtual().name(name).start(() -> {
            try {
                result.complete(work.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        forks.add(forked);
        result.whenComplete((_, _) -> {
            if (result.isCancelled()) {
                forked.interrupt();
            }
        });
        return result;
    }

    @Override
    public CpuExecutor cpu() {
        return LANES.cpu("download");
    }

    @Override
    public Storages storages() {
        return storages;
    }

    @Override
    public String plugin() {
        return "download";
    }

    @Override
    public String caller() {
        return "admin";
    }

    @Override
    public @Nullable String cause() {
        return null;
    }

    @Override
    public String publish(Record data) {
        events.add(data);
        return "event-" + events.size();
    }

    @Override
    public ActionClient actions() {
        throw new UnsupportedOperationException();
    }
}

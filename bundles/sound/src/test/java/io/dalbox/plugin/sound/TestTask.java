package io.dalbox.plugin.sound;

import io.dalbox.action.ActionClient;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.json.Json;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskAction;
import io.dalbox.task.TaskContext;
import io.dalbox.task.TaskStoppedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A task as the host runs it: on a virtual thread, with checkpoints that survive as JSON, asked to stop by flag and interrupt. */
final class TestTask implements TaskContext {

    private final SoundBox box;
    final List<Record> events = new CopyOnWriteArrayList<>();
    volatile @Nullable String title;
    volatile @Nullable String status;
    volatile @Nullable String phase;
    volatile long done;
    volatile long total;
    volatile int attempt = 1;
    private volatile @Nullable String checkpoint;
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile boolean stop;
    private volatile @Nullable Thread thread;

    TestTask(SoundBox box) {
        this.box = box;
    }

    /** The same task in another process. */
    TestTask reborn() {
        TestTask next = new TestTask(box);
        next.checkpoint = checkpoint;
        return next;
    }

    <I extends Record, O> CompletableFuture<O> start(TaskAction<I, O> action, I input) {
        CompletableFuture<O> result = new CompletableFuture<>();
        thread = Thread.ofVirtual().start(() -> {
            try {
                result.complete(action.run(input, this));
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    <I extends Record, O> O run(TaskAction<I, O> action, I input) throws Exception {
        try {
            return start(action, input).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    void stop() throws InterruptedException {
        stop = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            running.join();
        }
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
        this.status = word;
    }

    @Override
    public void phase(@Nullable String phase) {
        this.phase = phase;
    }

    /** Waits until some of the work is done. */
    void awaitProgress() throws InterruptedException {
        begun.await();
    }

    @Override
    public void progress(long done, long total) {
        begun.countDown();
        this.done = done;
        this.total = total;
    }

    @Override
    public void saveCheckpoint(Record checkpoint) {
        this.checkpoint = Json.forPlugin().writeValueAsString(checkpoint);
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
        throw new UnsupportedOperationException();
    }

    @Override
    public CpuExecutor cpu() {
        return box.cpu();
    }

    @Override
    public Storages storages() {
        return box.storages;
    }

    @Override
    public String plugin() {
        return "sound";
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

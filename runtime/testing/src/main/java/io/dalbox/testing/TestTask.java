package io.dalbox.testing;

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
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task as the host runs it, for tests of a plugin's actions: on a virtual thread, with checkpoints that survive as JSON, asked to stop
 * by flag and interrupt. It remembers what the action said. After {@link #kill} nothing reaches the checkpoint any more, as when the
 * process had died then. Thread-safe.
 */
public final class TestTask implements TaskContext {

    private final String plugin;
    private final Supplier<CpuExecutor> cpu;
    private final Storages storages;
    private final Consumer<Map<String, ?>> child;
    private final List<Record> events = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> children = new CopyOnWriteArrayList<>();
    private final List<Thread> forks = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile @Nullable String title;
    private volatile long done;
    private volatile long total;
    private volatile int attempt = 1;
    private volatile @Nullable String checkpoint;
    private volatile boolean stop;
    private volatile boolean dead;
    private volatile @Nullable Thread thread;

    /** A task of a plugin whose children are only remembered. */
    public TestTask(String plugin, Supplier<CpuExecutor> cpu, Storages storages) {
        this(plugin, cpu, storages, _ -> {});
    }

    /**
     * A task of a plugin.
     *
     * @param child does the work of a child, with its input, while it is being started
     */
    public TestTask(String plugin, Supplier<CpuExecutor> cpu, Storages storages, Consumer<Map<String, ?>> child) {
        this.plugin = plugin;
        this.cpu = cpu;
        this.storages = storages;
        this.child = child;
    }

    /** The same task in another process. */
    public TestTask reborn() {
        TestTask next = new TestTask(plugin, cpu, storages, child);
        next.checkpoint = checkpoint;
        return next;
    }

    /** Begins or goes on; the result is the action's. */
    public <I extends Record, O> CompletableFuture<O> start(TaskAction<I, O> action, I input) {
        stop = false;
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

    /** Runs to the end; throws what the action throws. */
    public <I extends Record, O> O run(TaskAction<I, O> action, I input) throws Exception {
        try {
            return start(action, input).get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Asks the action to stop, and waits until it has. */
    public void stop() throws InterruptedException {
        stop = true;
        Thread running = thread;
        if (running != null) {
            forks.forEach(Thread::interrupt);
            running.interrupt();
            running.join();
        }
    }

    /** Ends it as a crash does. */
    public void kill() throws InterruptedException {
        dead = true;
        stop();
    }

    /** Waits until some of the work is done. */
    public void awaitProgress() throws InterruptedException {
        begun.await();
    }

    /** What was published. */
    public List<Record> events() {
        return events;
    }

    /** The words of status and the phases, in order. */
    public List<String> said() {
        return said;
    }

    /** The keys of the children. */
    public List<String> children() {
        return children;
    }

    /** What it was last called. */
    public @Nullable String title() {
        return title;
    }

    /** What was last reported as done. */
    public long done() {
        return done;
    }

    /** What was last reported in all. */
    public long total() {
        return total;
    }

    /** Makes it a later attempt. */
    public void attempt(int number) {
        attempt = number;
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
        said.add(word);
    }

    @Override
    public void phase(@Nullable String phase) {
        if (phase != null) {
            said.add(phase);
        }
    }

    @Override
    public void progress(long done, long total) {
        this.done = done;
        this.total = total;
        begun.countDown();
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
        return startChild(plugin, action, input, "child-" + children.size());
    }

    @Override
    public String startChild(String plugin, String action, Map<String, ?> input, String key) {
        children.add(key);
        child.accept(input);
        return key;
    }

    @Override
    public int awaitChildren() {
        return 0;
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
        return cpu.get();
    }

    @Override
    public Storages storages() {
        return storages;
    }

    @Override
    public String plugin() {
        return plugin;
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
        throw new UnsupportedOperationException("Tests of one plugin have no others to call");
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.action.Lane;
import io.dalbox.tasks.TaskRun;
import io.dalbox.tasks.TaskRunner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A runner made of a lambda; remembers what it was asked to clean up. */
final class Script implements TaskRunner {

    final List<String> discarded = new CopyOnWriteArrayList<>();
    private final Body body;
    private final int concurrency;
    private final List<String> exclusive;
    private final Lane lane;

    Script(Body body) {
        this(body, 0, List.of());
    }

    Script(Body body, int concurrency, List<String> exclusive) {
        this(body, concurrency, exclusive, Lane.IO);
    }

    Script(Body body, int concurrency, List<String> exclusive, Lane lane) {
        this.lane = lane;
        this.body = body;
        this.concurrency = concurrency;
        this.exclusive = exclusive;
    }

    /** Runs until it is stopped, having told that it began. */
    static Script waiting(CountDownLatch began) {
        return new Script(run -> {
            began.countDown();
            return waitForStop(run);
        });
    }

    static @Nullable JsonNode waitForStop(TaskRun run) throws InterruptedException {
        run.checkStop();
        new CountDownLatch(1).await();
        return null;
    }

    interface Body {
        @Nullable
        JsonNode run(TaskRun run) throws Exception;
    }

    @Override
    public @Nullable JsonNode run(TaskRun run) throws Exception {
        return body.run(run);
    }

    @Override
    public void discard(TaskRun run) {
        discarded.add(run.task().taskId());
    }

    @Override
    public Lane lane() {
        return lane;
    }

    @Override
    public int concurrency() {
        return concurrency;
    }

    @Override
    public List<String> exclusive() {
        return exclusive;
    }
}

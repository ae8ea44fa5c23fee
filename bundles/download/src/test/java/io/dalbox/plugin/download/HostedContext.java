package io.dalbox.plugin.download;

import io.dalbox.action.ActionClient;
import io.dalbox.action.Lane;
import io.dalbox.compute.CpuExecutor;
import io.dalbox.compute.Priority;
import io.dalbox.event.EventType;
import io.dalbox.events.NewEvent;
import io.dalbox.json.Json;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.storage.Storages;
import io.dalbox.task.TaskContext;
import io.dalbox.tasks.TaskRun;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A run of the real task service, as the plugin sees it. */
record HostedContext(TaskRun run, Lanes lanes, Storages storages) implements TaskContext {

    private static final JsonMapper JSON = Json.forPlugin();

    static ObjectNode json(Record record) {
        return (ObjectNode) JSON.valueToTree(record);
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
        run.saveCheckpoint(json(checkpoint));
    }

    @Override
    public <T extends Record> Optional<T> checkpoint(Class<T> type) {
        return run.checkpoint().map(saved -> JSON.treeToValue(saved, type));
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
    public String startChild(String plugin, String action, Map<String, ?> input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> CompletableFuture<T> fork(String name, Callable<T> work) {
        return lanes.submit(Work.of("download", Lane.IO, name, Priority.TASK), work);
    }

    @Override
    public CpuExecutor cpu() {
        return lanes.cpu("download");
    }

    @Override
    public String plugin() {
        return "download";
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
    public String publish(Record data) {
        String type = Objects.requireNonNull(data.getClass().getAnnotation(EventType.class))
                .name();
        return run.publish(new NewEvent("download", type, json(data), null, taskId(), run.hops()));
    }

    @Override
    public ActionClient actions() {
        throw new UnsupportedOperationException();
    }
}

package io.dalbox.tasks.internal;

import io.dalbox.events.NewEvent;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a runner sees while it cleans up: it can read, and nothing it reports is kept. */
record DiscardRun(Task task, TaskRows.Details details) implements TaskRun {

    @Override
    public ObjectNode input() {
        return details.input();
    }

    @Override
    public String caller() {
        return details.caller();
    }

    @Override
    public @Nullable String key() {
        return details.key();
    }

    @Override
    public int hops() {
        return details.hops();
    }

    @Override
    public void title(String title) {}

    @Override
    public void status(String word) {}

    @Override
    public void phase(@Nullable String phase) {}

    @Override
    public void progress(long done, long total) {}

    @Override
    public void saveCheckpoint(JsonNode checkpoint) {
        throw refused();
    }

    @Override
    public Optional<JsonNode> checkpoint() {
        return Optional.ofNullable(details.checkpoint());
    }

    @Override
    public String publish(NewEvent event) {
        throw refused();
    }

    @Override
    public int awaitChildren() {
        throw refused();
    }

    @Override
    public boolean stopRequested() {
        return false;
    }

    @Override
    public void checkStop() {}

    private IllegalStateException refused() {
        return new IllegalStateException("The task " + task.taskId()
                + " is being cleaned up: it takes no checkpoints and no events, and waits for nothing");
    }
}

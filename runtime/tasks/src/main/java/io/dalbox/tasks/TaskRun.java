package io.dalbox.tasks;

import io.dalbox.events.NewEvent;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One run of a task, as the runner sees it. The methods mean what {@code io.dalbox.task.TaskContext} says. Thread-safe. */
@ProviderType
public interface TaskRun {

    /** The task when the run began. */
    Task task();

    /** The task's input. */
    ObjectNode input();

    /** Who asked for it. */
    String caller();

    /** What names the request that made the task, wherever it is repeated; {@code null} when nothing does. */
    @Nullable
    String key();

    /** Events between it and its first cause. */
    int hops();

    /** Names the task. */
    void title(String title);

    /** Sets the word shown while running. */
    void status(String word);

    /** Says what it is doing now. */
    void phase(@Nullable String phase);

    /** Reports progress; a negative total means unknown. */
    void progress(long done, long total);

    /**
     * Saves the checkpoint, with the events published since the last one, in one transaction; durable when this returns.
     *
     * @throws io.dalbox.task.TaskStoppedException if the task was taken from this run, since it did not stop when asked
     */
    void saveCheckpoint(JsonNode checkpoint);

    /** Returns the last checkpoint. */
    Optional<JsonNode> checkpoint();

    /** Publishes with the next durable change of the task. Validated now. Returns the event's id. */
    String publish(NewEvent event);

    /**
     * Waits until every child has ended; meanwhile the task takes no place that a child may need.
     *
     * @return how many of them did not complete
     */
    int awaitChildren() throws InterruptedException;

    /** Whether to stop soon. */
    boolean stopRequested();

    /** Throws {@code TaskStoppedException} when asked to stop. */
    void checkStop();
}

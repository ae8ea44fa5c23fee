package io.dalbox.tasks;

import io.dalbox.action.Lane;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Runs the tasks of one action. Given by whoever knows the action; called on a thread of its lane. */
public interface TaskRunner {

    /**
     * Runs a task once; see {@code io.dalbox.task.TaskAction#run} for what the exceptions mean.
     *
     * @return the result, {@code null} for none
     */
    @Nullable
    JsonNode run(TaskRun run) throws Exception;

    /** Cleans up after a task that will never complete. */
    void discard(TaskRun run) throws Exception;

    /** Returns the lane that the action declared. */
    Lane lane();

    /** Returns how many may run at once; 0 for the host's default. */
    int concurrency();

    /**
     * Returns the parameters whose values no other running task may hold. Of storage paths each stands for what lies above and
     * below it too.
     */
    List<String> exclusive();
}

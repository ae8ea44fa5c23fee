package io.dalbox.tasks.internal;

import io.dalbox.action.Param;
import io.dalbox.data.Tx;
import io.dalbox.event.EventType;
import io.dalbox.events.EventTypes;
import io.dalbox.events.Journal;
import io.dalbox.events.NewEvent;
import io.dalbox.events.RecordEvents;
import io.dalbox.json.Json;
import io.dalbox.json.Schemas;
import io.dalbox.lanes.Lanes;
import io.dalbox.lanes.Work;
import io.dalbox.tasks.Task;
import io.dalbox.tasks.TaskState;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes that tasks ended, in the transaction in which they end, so that a flow can act on it. The task is the cause, and the hops
 * grow, so a flow that fails on the failure of its own task comes to an end.
 */
final class TaskEvents {

    private static final Logger LOG = LoggerFactory.getLogger(TaskEvents.class);

    @EventType(name = "core.task.completed", description = "A task has ended with success")
    record Completed(
            @Param(description = "The task's id") String taskId,

            @Param(description = "The plugin that the task belongs to")
            String plugin,

            @Param(description = "The action that was called")
            String action,

            @Param(description = "What people call it", required = false) @Nullable
            String title) {}

    @EventType(
            name = "core.task.failed",
            description = "A task has ended with an error and is not tried again by itself")
    record Failed(
            @Param(description = "The task's id") String taskId,

            @Param(description = "The plugin that the task belongs to")
            String plugin,

            @Param(description = "The action that was called")
            String action,

            @Param(description = "What people call it", required = false) @Nullable
            String title,

            @Param(description = "Why it ended, for people") String error) {}

    @EventType(name = "core.task.cancelled", description = "A task was cancelled")
    record Cancelled(
            @Param(description = "The task's id") String taskId,

            @Param(description = "The plugin that the task belongs to")
            String plugin,

            @Param(description = "The action that was called")
            String action,

            @Param(description = "What people call it", required = false) @Nullable
            String title) {}

    private final Journal journal;
    private final CompletableFuture<Boolean> known;

    /** Makes the types known beside the start, which has no need of them: deriving their schemas takes a while. */
    TaskEvents(Journal journal, EventTypes types, Schemas schemas, Lanes lanes) {
        this.journal = journal;
        this.known = lanes.submit(Work.core("event-types"), () -> register(types, schemas));
    }

    private static boolean register(EventTypes types, Schemas schemas) {
        for (Class<? extends Record> type : List.of(Completed.class, Failed.class, Cancelled.class)) {
            EventType about = Objects.requireNonNull(type.getAnnotation(EventType.class));
            types.register(new EventTypes.Type(
                    about.name(), Work.CORE, about.description(), 1, schemas.ofRecord(type), false));
        }
        return true;
    }

    /** Waits until the types are known. Before the transaction: making them known may need one. */
    void ready() {
        try {
            known.join();
        } catch (CompletionException | CancellationException e) {
            LOG.error("The events of tasks that end are not known; none is published", e);
        }
    }

    /** Says that a task has ended, if the row says so, once {@link #ready}. What cannot be published must not keep a task from ending. */
    void ended(Tx tx, Row row) {
        Record data = data(row.task());
        if (data == null) {
            return;
        }
        try {
            NewEvent event = RecordEvents.toNewEvent(Json.mapper(), Work.CORE, data, row.id(), row.hops() + 1);
            journal.append(
                    tx,
                    new NewEvent(
                            event.publisher(),
                            event.type(),
                            event.data(),
                            row.id(),
                            event.causationId(),
                            event.hops()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn("That the task {} has ended could not be published", row.id(), e);
        }
    }

    private static @Nullable Record data(Task task) {
        TaskState state = task.state();
        return switch (state) {
            case COMPLETED -> new Completed(task.taskId(), task.plugin(), task.action(), task.title());
            case ERROR ->
                new Failed(
                        task.taskId(),
                        task.plugin(),
                        task.action(),
                        task.title(),
                        Objects.requireNonNullElse(task.error(), "no reason"));
            case CANCELLED -> new Cancelled(task.taskId(), task.plugin(), task.action(), task.title());
            case QUEUED, RUNNING, PAUSED -> null;
        };
    }
}

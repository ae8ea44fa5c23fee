package io.dalbox.tasks;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task as everybody sees it; its JSON is that of the contract.
 *
 * @param taskId its id
 * @param plugin the owner's id
 * @param action the action's name
 * @param title what people call it; {@code null} until the action says
 * @param state where it is in its life
 * @param status equals {@code state}, except while running: then the word that the action chose
 * @param progress 0 to 100 with one decimal; {@code null} when unknown, 100 once completed
 * @param speed units a second, usually bytes; {@code null} when unknown or not running
 * @param downloaded units done, with those of its children; {@code null} until reported
 * @param total units in all, with those of its children; {@code null} when unknown
 * @param eta seconds left; {@code null} when unknown or not running
 * @param phase what it is doing now
 * @param priority how urgent it is while it waits
 * @param attempts how often it was begun, not counting resumes
 * @param created when it was asked for
 * @param started when it first ran
 * @param finished when it ended
 * @param parent the task that started it
 * @param cause the event, flow or user that asked for it
 * @param error why it ended, for people
 * @param result what the action returned
 */
public record Task(
        String taskId,
        String plugin,
        String action,
        @Nullable String title,
        TaskState state,
        String status,
        @Nullable Double progress,
        @Nullable Long speed,
        @Nullable Long downloaded,
        @Nullable Long total,
        @Nullable Long eta,
        @Nullable String phase,
        TaskPriority priority,
        int attempts,
        Instant created,
        @Nullable Instant started,
        @Nullable Instant finished,
        @Nullable String parent,
        @Nullable String cause,
        @Nullable String error,
        @Nullable JsonNode result) {}

package io.dalbox.plugin.download;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A download ended without its file.
 *
 * @param taskId the task
 * @param url without its query, which may hold secrets
 * @param error why, for people
 */
@EventType(name = "download.failed", description = "A download ended without its file")
public record DownloadFailed(
        @Param(description = "The task") String taskId,

        @Param(description = "Where from, without the query")
        String url,

        @Param(description = "Why, and what to do") String error) {}

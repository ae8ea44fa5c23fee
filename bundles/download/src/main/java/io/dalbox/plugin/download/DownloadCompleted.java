package io.dalbox.plugin.download;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;

/**
 * A file is there.
 *
 * @param taskId the task that made it
 * @param filePath the file
 * @param fileSize its size in bytes
 * @param mimeType what the server says it is
 */
@EventType(name = "download.completed", description = "A download finished and its file is in place")
public record DownloadCompleted(
        @Param(description = "The task that made it") String taskId,

        @Param(description = "The file", format = "storage-path")
        String filePath,

        @Param(description = "Its size in bytes", format = "bytes")
        long fileSize,

        @Param(description = "Its media type, as the server says")
        String mimeType) {}

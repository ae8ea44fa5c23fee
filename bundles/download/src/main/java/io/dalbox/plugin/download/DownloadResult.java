package io.dalbox.plugin.download;

import io.dalbox.action.Param;

/**
 * What a download made.
 *
 * @param filePath the file
 * @param fileSize its size in bytes
 * @param mimeType what the server says it is
 */
public record DownloadResult(
        @Param(description = "The file", format = "storage-path")
        String filePath,

        @Param(description = "Its size in bytes", format = "bytes")
        long fileSize,

        @Param(description = "Its media type") String mimeType) {}

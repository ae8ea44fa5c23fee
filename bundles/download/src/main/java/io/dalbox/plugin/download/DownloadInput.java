package io.dalbox.plugin.download;

import io.dalbox.action.Param;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to download, and how.
 *
 * @param url where from
 * @param savePath a folder or a file on a storage; {@code null} for the folder of the settings
 * @param headers sent with every request
 * @param sha256 what the file must hash to
 * @param segments connections at the same time; {@code null} for the number of the settings
 * @param speedLimit bytes a second
 * @param maxSize the largest size accepted
 */
public record DownloadInput(
        @Param(title = "URL", description = "The http or https address of the file", format = "uri", maxLength = 8192)
        String url,

        @Param(
                title = "Save to",
                description = "A folder (with a slash at the end, or existing) or the file's new name; "
                        + "the folder of the settings when empty",
                format = "storage-path",
                required = false)
        @Nullable
        String savePath,

        @Param(description = "Request headers, such as Authorization", required = false, maxLength = 20) @Nullable
        Map<String, String> headers,

        @Param(
                title = "SHA-256",
                description = "The file's SHA-256 checksum as 64 hexadecimal digits; a file that differs is refused",
                required = false,
                pattern = "[0-9a-fA-F]{64}")
        @Nullable
        String sha256,

        @Param(
                description = "Connections at the same time, when the server allows it",
                required = false,
                min = 1,
                max = 16)
        @Nullable
        Integer segments,

        @Param(description = "The highest speed of this download", required = false, format = "speed", min = 1)
        @Nullable
        Long speedLimit,

        @Param(description = "A larger file is refused", required = false, format = "bytes", min = 1) @Nullable
        Long maxSize) {

    /** Copies the headers. */
    public DownloadInput {
        headers = headers == null ? Map.of() : Map.copyOf(headers);
    }

    Map<String, String> sent() {
        return headers == null ? Map.of() : headers;
    }
}

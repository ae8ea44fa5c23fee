package io.dalbox.plugin.download;

import io.dalbox.action.Param;

/**
 * All running downloads together.
 *
 * @param active how many run
 * @param speed bytes a second
 * @param done bytes done
 * @param total bytes in all, of those whose size is known
 * @param free bytes free where downloads go
 * @param defaultDir where downloads go
 */
public record Stats(
        @Param(description = "Downloads that run now") int active,

        @Param(description = "Their speed together", format = "speed")
        long speed,

        @Param(description = "Bytes they have done", format = "bytes")
        long done,

        @Param(description = "Bytes they are in all, as far as known", format = "bytes")
        long total,

        @Param(description = "Bytes free where downloads go", format = "bytes")
        long free,

        @Param(description = "Where downloads go", format = "storage-path")
        String defaultDir) {

    /** No parameters. */
    public record Query() {}
}

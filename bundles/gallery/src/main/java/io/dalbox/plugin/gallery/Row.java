package io.dalbox.plugin.gallery;

import io.dalbox.action.Param;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of sample data; everything but its key may be missing.
 *
 * @param id key
 * @param name what it is about
 * @param parent key of the row that it lies below
 * @param state a word
 * @param size bytes
 * @param done bytes of these
 * @param speed bytes a second
 * @param eta seconds
 * @param time when
 * @param on yes or no
 * @param image address of a picture
 * @param note a sentence
 */
public record Row(
        @Param(description = "Key") String id,

        @Param(description = "What it is about", required = false) @Nullable
        String name,

        @Param(description = "Key of the row that it lies below", required = false) @Nullable
        String parent,

        @Param(description = "A word", required = false) @Nullable
        String state,

        @Param(description = "Bytes", required = false, format = "bytes") @Nullable
        Long size,

        @Param(description = "Bytes of these", required = false, format = "bytes") @Nullable
        Long done,

        @Param(description = "Bytes a second", required = false, format = "speed") @Nullable
        Long speed,

        @Param(description = "Seconds", required = false, format = "duration") @Nullable
        Long eta,

        @Param(description = "When", required = false) @Nullable
        Instant time,

        @Param(description = "Yes or no", required = false) @Nullable
        Boolean on,

        @Param(description = "Address of a picture", required = false) @Nullable
        String image,

        @Param(description = "A sentence", required = false) @Nullable
        String note) {}

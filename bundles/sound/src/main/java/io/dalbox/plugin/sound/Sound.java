package io.dalbox.plugin.sound;

import io.dalbox.action.Param;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a file, without its segments.
 *
 * @param id of the result
 * @param name the file's name
 * @param path the file
 * @param duration in seconds
 * @param speech seconds of it
 * @param music seconds of it
 * @param noise seconds of it
 * @param silence seconds of it
 * @param loudness integrated, in LUFS
 * @param range loudness range, in LU
 * @param truePeak in dBTP
 * @param damaged whether a part could not be decoded
 * @param analyzed when, in ISO 8601
 */
public record Sound(
        @Param(description = "Names the result") long id,
        @Param(description = "The file's name") String name,

        @Param(description = "The file", format = "storage-path")
        String path,

        @Param(description = "How long it is, in seconds", format = "duration")
        double duration,

        @Param(description = "Seconds of speech", format = "duration")
        double speech,

        @Param(description = "Seconds of music", format = "duration")
        double music,

        @Param(description = "Seconds of other sounds", format = "duration")
        double noise,

        @Param(description = "Seconds of silence", format = "duration")
        double silence,

        @Param(description = "Integrated loudness, LUFS (EBU R128)", required = false) @Nullable
        Double loudness,

        @Param(description = "Loudness range, LU", required = false) @Nullable
        Double range,

        @Param(description = "True peak, dBTP", required = false) @Nullable
        Double truePeak,

        @Param(description = "Whether a part of it could not be decoded")
        boolean damaged,

        @Param(description = "When it was analysed", format = "date-time")
        String analyzed) {

    /** Names a result. */
    public record Id(
            @Param(description = "The id of a result") long id) {}
}

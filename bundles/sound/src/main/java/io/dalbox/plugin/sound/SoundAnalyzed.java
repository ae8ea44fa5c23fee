package io.dalbox.plugin.sound;

import io.dalbox.action.Param;
import io.dalbox.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * A file was listened to.
 *
 * @param taskId the task that did it
 * @param filePath the file
 * @param duration in seconds
 * @param speechSeconds how much of it is speech
 * @param musicSeconds how much of it is music
 * @param loudness in LUFS; absent when it is too quiet to measure
 */
@EventType(name = "sound.analyzed", description = "A file was listened to: what is heard in it, and how loud it is")
public record SoundAnalyzed(
        @Param(description = "The task that did it") String taskId,

        @Param(description = "The file", format = "storage-path")
        String filePath,

        @Param(description = "How long it is, in seconds", format = "duration")
        double duration,

        @Param(description = "Seconds of speech", format = "duration")
        double speechSeconds,

        @Param(description = "Seconds of music", format = "duration")
        double musicSeconds,

        @Param(description = "Integrated loudness in LUFS (EBU R128); absent when it is too quiet", required = false)
        @Nullable
        Double loudness) {}

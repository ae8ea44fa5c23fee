package io.dalbox.plugin.sound.analysis;

import org.jspecify.annotations.Nullable;

/**
 * How loud it is, by EBU R128. Absent values are those of sound that is too quiet or too short to have them.
 *
 * @param integrated loudness of the whole, in LUFS
 * @param range how far apart loud and quiet parts are, in LU
 * @param truePeak the highest peak between the samples too, in dBTP
 */
public record Loudness(
        @Nullable Double integrated,
        @Nullable Double range,
        @Nullable Double truePeak) {}

package io.dalbox.plugin.gallery;

import io.dalbox.action.Param;

/**
 * What a source of the gallery shall look like.
 *
 * @param count how many rows
 * @param kind what is in them
 * @param delayMs how long the answer takes, in milliseconds
 * @param fail whether it fails
 */
public record Query(
        @Param(description = "How many rows", defaultValue = "12", min = 0, max = 100_000)
        int count,

        @Param(
                description = "What is in them",
                defaultValue = "plain",
                options = {"plain", "long", "rtl", "nasty"})
        String kind,

        @Param(description = "How long the answer takes, in milliseconds", defaultValue = "0", min = 0, max = 30_000)
        int delayMs,

        @Param(description = "Whether the answer is a failure", defaultValue = "false")
        boolean fail) {}

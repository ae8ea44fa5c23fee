package io.dalbox.plugin.sound;

import io.dalbox.action.Param;
import java.util.List;

/**
 * A stretch of a file.
 *
 * @param id names it within its list
 * @param start in seconds
 * @param end in seconds
 * @param kind {@code speech}, {@code music}, {@code noise} or {@code silence}
 * @param confidence 0 to 1
 */
public record Part(
        @Param(description = "Names it within the list") String id,

        @Param(description = "In seconds", format = "duration")
        double start,

        @Param(description = "In seconds", format = "duration")
        double end,

        @Param(
                description = "What it is",
                options = {"speech", "music", "noise", "silence"})
        String kind,

        @Param(description = "How sure, 0 to 1") double confidence) {

    /**
     * All of a file.
     *
     * @param items in the order of time
     */
    public record Rows(
            @Param(description = "In the order of time") List<Part> items) {
        /** Copies the list. */
        public Rows {
            items = List.copyOf(items);
        }
    }

    double length() {
        return end - start;
    }
}

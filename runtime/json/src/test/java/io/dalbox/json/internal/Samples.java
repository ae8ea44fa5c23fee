package io.dalbox.json.internal;

import io.dalbox.action.Param;
import io.dalbox.storage.StoragePath;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Records as plugins write them. */
final class Samples {

    private Samples() {}

    enum Speed {
        SLOW,
        VERY_FAST
    }

    record Download(
            @Param(description = "Where to load from.", format = "uri", maxLength = 200)
            String url,

            @Param(description = "Where to put it.", title = "Folder")
            StoragePath savePath,

            @Param(description = "Request headers.", required = false, maxLength = 2) @Nullable
            Map<String, String> headers,

            @Param(description = "Parallel parts.", min = 1, max = 16, defaultValue = "4")
            int segments,

            @Param(description = "How fast.", defaultValue = "VERY_FAST")
            Speed speed,

            @Param(description = "Tags.", pattern = "[a-z]+", maxLength = 3, defaultValue = "[\"new\"]")
            List<String> tags,

            @Param(description = "A number in words.", defaultValue = "12")
            String code,

            @Param(description = "Kept whole.", required = false) @Nullable
            Boolean keep,

            @Param(
                    description = "Quality.",
                    options = {"low", "high"},
                    required = false)
            @Nullable
            String quality) {}

    record Everything(
            Instant at,
            Duration pause,
            URI link,
            Part part,
            List<Part> parts,
            Map<String, Part> named,
            JsonNode any,
            long size,
            double ratio,
            boolean on,
            Speed speed,
            String[] words) {}

    record Part(@Param(description = "Its name.") String partName, int count) {}

    record Tree(String name, List<Tree> children) {}
}

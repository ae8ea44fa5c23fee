package io.dalbox.bench;

import io.dalbox.json.Json;
import io.dalbox.testing.DalboxProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One download through the plugin, measured from the call to the completed task. */
final class Download {

    private Download() {}

    static double seconds(DalboxProcess dalbox, String url, int segments) throws Exception {
        ObjectNode input = Json.mapper().createObjectNode();
        input.put("url", url).put("save_path", "media:/downloads/").put("segments", segments);
        long begin = System.nanoTime();
        JsonNode started = Json.mapper()
                .readTree(dalbox.post("/module/download/actions/download", input.toString())
                        .body());
        String id = started.path("task_id").asString();
        while (true) {
            JsonNode task = dalbox.json("/api/tasks/" + id);
            String state = task.path("state").asString();
            if (state.equals("completed")) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                remove(dalbox, task.path("result").path("file_path").asString());
                return seconds;
            }
            if (state.equals("error") || state.isEmpty()) {
                throw new IllegalStateException("The download failed: " + started + " " + task);
            }
            Thread.onSpinWait();
        }
    }

    private static void remove(DalboxProcess dalbox, String path) throws Exception {
        Path file = dalbox.home().resolve("media").resolve(path.substring("media:/".length()));
        Files.delete(file);
    }
}
